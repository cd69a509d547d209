import { avatar, make } from './make-element.js';

const NAMES_SHOWN = 12;
const NAMES_OPENED = 200;
const QUIET_MS = 20_000;
const DRAW_EVERY_MS = 150;
const CALM_MS = 600;

/**
 * "38 phones rang just now", with the names. Rings that follow one another belong together until it has been
 * quiet for a while. However many ring, a dozen names are in the page until somebody asks for more, and they
 * are drawn a few times a second.
 *
 * @param {{
 *   nameOf: (phone: string) => string | undefined,
 *   learnNames: (phones: string[]) => Promise<void>,
 *   onOpen: (phone: string) => void,
 * }} options
 */
export function ringStrip({ nameOf, learnNames, onOpen }) {
  /** @type {Map<string, number>} phone → messages, latest last */
  let rang = new Map();
  let lastRing = 0;
  let lastDraw = 0;
  let changed = false;
  let opened = false;
  /** @type {Partial<Record<'draw' | 'calm' | 'quiet', ReturnType<typeof setTimeout>>>} */
  const timers = {};
  const count = make('strong', { class: 'strip-count' }, 'No phone has rung yet.');
  const spoken = make('p', { class: 'hidden', role: 'status' });
  const names = make('ul', { class: 'strip-names', id: 'strip-names' });
  const more = make('button', {
    type: 'button',
    class: 'name more',
    hidden: true,
    'aria-controls': 'strip-names',
    'aria-expanded': 'false',
    onclick: () => {
      opened = !opened;
      element.classList.toggle('opened', opened);
      more.setAttribute('aria-expanded', String(opened));
      drawNames();
    },
  });
  const element = make(
    'section',
    { class: 'strip', 'aria-label': 'Phones that rang' },
    make('p', { class: 'strip-words' }, count),
    spoken,
    names,
    more,
  );
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

  /** Draws what was noted, now or as soon as it is time again. */
  function draw() {
    if (!changed || timers.draw) return;
    const wait = lastDraw + DRAW_EVERY_MS - performance.now();
    if (wait > 0) {
      timers.draw = setTimeout(() => {
        timers.draw = undefined;
        draw();
      }, wait);
      return;
    }
    changed = false;
    lastDraw = performance.now();
    count.textContent = `${sayCount()} rang just now`;
    element.classList.add('rang', 'lively');
    // Names do not move away under the finger or the focus of somebody who is about to choose one.
    if (!names.matches(':hover, :focus-within')) drawNames();
    restart('calm', CALM_MS, whenCalm);
    restart('quiet', QUIET_MS, () => {
      count.textContent = `${sayCount()} rang`;
      element.classList.remove('lively');
    });
  }

  /** Says the count aloud once, and asks who the strangers among the shown are. */
  async function whenCalm() {
    spoken.textContent = `${sayCount()} rang just now.`;
    const strangers = shown().filter((phone) => nameOf(phone) === undefined);
    if (!strangers.length) return;
    await learnNames(strangers);
    drawNames();
  }

  function drawNames() {
    names.replaceChildren(...shown().map((phone) => make('li', null, drawName(phone, rang.get(phone) ?? 1))));
    more.hidden = rang.size <= NAMES_SHOWN;
    more.textContent = opened ? 'Fewer' : `+${rang.size - NAMES_SHOWN} more`;
  }

  /** The phones whose names are shown, the last to ring first. */
  function shown() {
    return [...rang.keys()].slice(opened ? -NAMES_OPENED : -NAMES_SHOWN).reverse();
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

  function sayCount() {
    return rang.size === 1 ? '1 phone' : `${rang.size} phones`;
  }

  /** @param {'calm' | 'quiet'} name @param {number} wait @param {() => void} then */
  function restart(name, wait, then) {
    clearTimeout(timers[name]);
    timers[name] = setTimeout(then, wait);
  }
}
