import { avatar, make } from './make-element.js';

const NAMES_SHOWN = 12;
const QUIET_MS = 20_000;
const SAY_AFTER_MS = 700;

/**
 * "38 phones rang just now", with the names. Rings that follow one another belong together until it has been
 * quiet for a while. The DOM holds a dozen names however many ring.
 *
 * @param {{
 *   nameOf: (phone: string) => string | undefined,
 *   learnNames: (phones: string[]) => Promise<void>,
 *   onOpen: (phone: string) => void,
 *   onAll: () => void,
 * }} options
 */
export function ringStrip({ nameOf, learnNames, onOpen, onAll }) {
  /** @type {Map<string, number>} phone → messages, latest last */
  let rang = new Map();
  let lastRing = 0;
  let changed = false;
  const count = make('strong', { class: 'strip-count' }, 'No phone has rung yet.');
  const spoken = make('p', { class: 'hidden', role: 'status' });
  const names = make('ul', { class: 'strip-names' });
  const more = make('button', { type: 'button', class: 'name more', hidden: true, onclick: onAll });
  const element = make(
    'section',
    { class: 'strip', 'aria-label': 'Phones that rang' },
    make('p', { class: 'strip-words' }, count),
    spoken,
    names,
    more,
  );
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let sayTimer;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let quietTimer;
  return { element, note, draw };

  /** A message reached this phone. @param {string} phone @param {number} [now] */
  function note(phone, now = Date.now()) {
    if (now - lastRing > QUIET_MS) rang = new Map();
    lastRing = now;
    const before = rang.get(phone) ?? 0;
    rang.delete(phone);
    rang.set(phone, before + 1);
    changed = true;
  }

  /** Draws what was noted, once a frame at most. */
  function draw() {
    if (!changed) return;
    changed = false;
    const words = phones(rang.size);
    count.textContent = `${words} rang just now`;
    element.classList.add('rang', 'lively');
    const shown = [...rang].slice(-NAMES_SHOWN).reverse();
    // Names do not move away under the finger or the focus of somebody who is about to choose one.
    if (!names.matches(':hover, :focus-within')) {
      names.replaceChildren(...shown.map(([phone, messages]) => make('li', null, drawName(phone, messages))));
    }
    more.hidden = rang.size <= NAMES_SHOWN;
    more.textContent = `+${rang.size - NAMES_SHOWN} more`;
    const unknown = shown.map(([phone]) => phone).filter((phone) => nameOf(phone) === undefined);
    if (unknown.length) {
      learnNames(unknown).then(() => {
        changed = true;
        draw();
      });
    }
    clearTimeout(sayTimer);
    sayTimer = setTimeout(() => {
      spoken.textContent = `${words} rang just now.`;
    }, SAY_AFTER_MS);
    clearTimeout(quietTimer);
    quietTimer = setTimeout(() => {
      count.textContent = `${words} rang`;
      element.classList.remove('lively');
    }, QUIET_MS);
  }

  /** @param {string} phone @param {number} messages */
  function drawName(phone, messages) {
    const name = nameOf(phone) ?? phone;
    return make(
      'button',
      { type: 'button', class: 'name', title: `Open ${name}’s phone`, onclick: () => onOpen(phone) },
      avatar(name),
      make('span', { dir: 'auto' }, name),
      messages > 1 && make('span', { class: 'times' }, `×${messages}`),
    );
  }
}

/** @param {number} count */
function phones(count) {
  return count === 1 ? '1 phone' : `${count} phones`;
}
