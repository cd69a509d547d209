// Every request this page makes of the simulator.

/**
 * @typedef {import('./contract.ts').Person} Person
 * @typedef {import('./contract.ts').Bubble} Bubble
 * @typedef {import('./contract.ts').BusinessNumber} BusinessNumber
 * @typedef {import('./contract.ts').ThreadSummary} ThreadSummary
 * @typedef {import('./contract.ts').Outgoing} Outgoing
 * @typedef {import('./contract.ts').WireLine} WireLine
 */

/** @param {{ search?: string, offset?: number, limit?: number, pinned?: boolean }} [wanted] @returns {Promise<{ total: number, people: Person[] }>} */
export function fetchPeople({ search = '', offset = 0, limit = 50, pinned = false } = {}) {
  const query = new URLSearchParams({ search, offset: String(offset), limit: String(limit) });
  if (pinned) query.set('pinned', '1');
  return call(`/sim/people?${query}`);
}

/** @param {string} phone @param {Partial<Person>} change @returns {Promise<unknown>} */
export function changePerson(phone, change) {
  return call(`/sim/people/${encodeURIComponent(phone)}`, 'PATCH', change);
}

/** @returns {Promise<BusinessNumber[]>} */
export function fetchNumbers() {
  return call('/sim/numbers');
}

/** @param {string} phone @returns {Promise<ThreadSummary[]>} */
export function fetchThreads(phone) {
  return call(`/sim/people/${encodeURIComponent(phone)}/threads`);
}

/** @param {string} phone @param {string} numberId @param {{ limit?: number, before?: string }} [page] @returns {Promise<{ messages: Bubble[] }>} */
export function fetchMessages(phone, numberId, { limit = 50, before } = {}) {
  const query = new URLSearchParams({ limit: String(limit) });
  if (before) query.set('before', before);
  return call(`${thread(phone, numberId)}?${query}`);
}

/** Sends what the person wrote or tapped. @param {string} phone @param {string} numberId @param {Outgoing} message @returns {Promise<{ id: string }>} */
export function sendMessage(phone, numberId, message) {
  return call(`${thread(phone, numberId)}/messages`, 'POST', message);
}

/** Marks the whole thread as read by the person. @param {string} phone @param {string} numberId @returns {Promise<unknown>} */
export function markRead(phone, numberId) {
  return call(`${thread(phone, numberId)}/read`, 'POST', {});
}

/**
 * Gives the simulator a file that a person is about to send.
 *
 * @param {Blob} file
 * @param {string} name
 * @returns {Promise<{ id: string }>}
 */
export async function uploadFile(file, name) {
  const answer = await fetch(`/sim/media?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { 'content-type': file.type || 'application/octet-stream' },
    body: file,
  });
  return read(answer);
}

/** @param {number} limit @returns {Promise<WireLine[]>} */
export function fetchWire(limit) {
  return call(`/sim/wire?limit=${limit}`);
}

/** One exchange whole: both bodies and their headers. @param {number} id @returns {Promise<import('./contract.ts').WireExchange>} */
export function fetchWireLine(id) {
  return call(`/sim/wire/${id}`);
}

/** @returns {Promise<Record<string, unknown>>} */
export function fetchChaos() {
  return call('/chaos');
}

/** @param {Record<string, unknown>} chaos @returns {Promise<Record<string, unknown>>} */
export function setChaos(chaos) {
  return call('/chaos', 'PUT', chaos);
}

/** @param {string} phone @param {string} numberId */
function thread(phone, numberId) {
  return `/sim/people/${encodeURIComponent(phone)}/threads/${encodeURIComponent(numberId)}`;
}

/**
 * @template Answer
 * @param {string} path
 * @param {string} [method]
 * @param {unknown} [body]
 * @returns {Promise<Answer>}
 */
async function call(path, method = 'GET', body) {
  const answer = await fetch(path, {
    method,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return read(answer);
}

/** @template Answer @param {Response} answer @returns {Promise<Answer>} */
async function read(answer) {
  const text = await answer.text();
  if (!answer.ok) throw new Error(reasonOf(text) || `The simulator answered ${answer.status}.`);
  return JSON.parse(text || 'null');
}

/** @param {string} text */
function reasonOf(text) {
  try {
    const { error, message } = JSON.parse(text);
    return String(error?.error_data?.details ?? error?.message ?? error ?? message ?? '');
  } catch {
    return '';
  }
}
