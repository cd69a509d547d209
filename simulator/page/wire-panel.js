import { fetchWire, fetchWireLine } from './call-simulator.js';
import { exactTime } from './format-time.js';
import { icon, iconButton, make } from './make-element.js';

/**
 * @typedef {import('./contract.ts').WireLine} WireLine
 * @typedef {'all' | 'requests' | 'webhooks' | 'errors'} Filter
 */

const MOST_LINES = 200;
/** @type {[Filter, string][]} */
const FILTERS = [
  ['all', 'All'],
  ['requests', 'Requests'],
  ['webhooks', 'Webhooks'],
  ['errors', 'Errors'],
];

/**
 * Each request to the simulator and each webhook from it as it happened: answer, time taken, signature; the
 * bodies at a tap.
 *
 * @param {{ onClose: () => void, onProblem: (words: string) => void }} options
 * @returns {import('./panels.js').Panel}
 */
export function wirePanel({ onClose, onProblem }) {
  /** @type {WireLine[]} newest first */
  let lines = [];
  /** @type {Filter} */
  let filter = 'all';
  let held = false;
  let frame = 0;
  const rows = make('ol', { class: 'wire' });
  const hold = make(
    'button',
    {
      type: 'button',
      class: 'chip',
      'aria-pressed': 'false',
      onclick: () => {
        held = !held;
        hold.setAttribute('aria-pressed', String(held));
        draw();
      },
    },
    'Hold still',
  );
  const element = make(
    'div',
    { class: 'panel-inside' },
    make('header', null, make('h2', { tabindex: -1 }, 'Wire'), iconButton('close', 'Close wire', onClose)),
    make(
      'div',
      { class: 'panel-top chips' },
      ...FILTERS.map(([value, words]) =>
        make(
          'button',
          {
            type: 'button',
            class: 'chip',
            'aria-pressed': String(value === filter),
            onclick: (/** @type {Event} */ event) =>
              choose(value, /** @type {HTMLElement} */ (event.currentTarget)),
          },
          words,
        ),
      ),
      hold,
    ),
    make(
      'div',
      {
        class: 'panel-scroll',
        tabindex: 0,
        role: 'region',
        'aria-label': 'Requests and webhooks, newest first',
      },
      rows,
    ),
  );
  return { element, receive, refresh };

  async function refresh() {
    const fetched = await fetchWire(MOST_LINES);
    lines = [...fetched].reverse();
    draw();
  }

  /** @param {import('./contract.ts').SimEvent} event */
  function receive(event) {
    if (event.name !== 'wire') return;
    lines.unshift(event.data);
    if (lines.length > MOST_LINES) lines.length = MOST_LINES;
    if (!frame && !held) frame = requestAnimationFrame(draw);
  }

  /** @param {Filter} value @param {HTMLElement} button */
  function choose(value, button) {
    filter = value;
    for (const other of button.parentElement?.querySelectorAll('.chip') ?? []) {
      if (other !== hold) other.setAttribute('aria-pressed', String(other === button));
    }
    draw();
  }

  /** Rows that are there stay as they are, opened or not; new ones go in above. */
  function draw() {
    // Else what waits for its frame would still move a list that has just been held.
    cancelAnimationFrame(frame);
    frame = 0;
    const present = new Map(
      [...rows.children].map((row) => [/** @type {HTMLElement} */ (row).dataset.id, row]),
    );
    rows.replaceChildren(
      ...lines.filter(wanted).map((line) => present.get(String(line.id)) ?? drawLine(line, onProblem)),
    );
  }

  /** @param {WireLine} line */
  function wanted(line) {
    if (filter === 'errors') return isBad(line);
    if (filter === 'all') return true;
    return isWebhook(line) === (filter === 'webhooks');
  }
}

/** @param {WireLine} line @param {(words: string) => void} onProblem */
function drawLine(line, onProblem) {
  const webhook = isWebhook(line);
  const details = make(
    'details',
    {
      ontoggle: () => {
        if (details.open && !details.querySelector('pre'))
          showBodies(line.id, details).catch((error) => onProblem(error.message));
      },
    },
    make(
      'summary',
      null,
      make(
        'span',
        { class: `way ${webhook ? 'way-out' : 'way-in'}` },
        icon(webhook ? 'out' : 'in', webhook ? 'Webhook' : 'Request'),
      ),
      make('span', { class: 'wire-time' }, exactTime(line.at)),
      make(
        'span',
        { class: isBad(line) ? 'wire-status bad' : 'wire-status' },
        line.status ? String(line.status) : '—',
      ),
      make('span', { class: 'wire-ms' }, `${line.ms < 10 ? line.ms.toFixed(1) : Math.round(line.ms)} ms`),
      make('span', { class: 'wire-path' }, `${line.method} ${line.path}`),
      make('span', { class: 'wire-words', dir: 'auto' }, line.summary),
      line.signature &&
        make('span', { class: 'wire-signature' }, icon('key', 'Signed'), shorten(line.signature)),
    ),
  );
  return make('li', { 'data-id': line.id }, details);
}

/** @param {number} id @param {HTMLElement} place */
async function showBodies(id, place) {
  const { signature, request, response } = await fetchWireLine(id);
  const parts = [
    signature && ['Signature', signature],
    ['Headers', write(request.headers)],
    ['Body', write(request.body)],
    ['Answer', write(response.body)],
  ];
  for (const [title, words] of parts.filter(Array.isArray)) {
    if (!words) continue;
    place.append(
      make('h3', null, title),
      make('pre', { tabindex: 0, role: 'region', 'aria-label': title }, words),
    );
  }
}

/** JSON is set out over lines; other text stays as it is. @param {unknown} value @returns {string} */
function write(value) {
  if (typeof value !== 'string') return JSON.stringify(value, null, 2);
  try {
    return JSON.stringify(JSON.parse(value), null, 2);
  } catch {
    return value;
  }
}

/** @param {WireLine} line */
function isWebhook(line) {
  return line.direction === 'out';
}

/** @param {WireLine} line */
function isBad(line) {
  return line.status === 0 || line.status >= 400;
}

/** @param {string} signature */
function shorten(signature) {
  return signature.length > 22 ? `${signature.slice(0, 15)}…${signature.slice(-6)}` : signature;
}
