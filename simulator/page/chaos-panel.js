import { fetchChaos, setChaos } from './call-simulator.js';
import { iconButton, make } from './make-element.js';

/**
 * @typedef {{ path: string[], words: string, unit: 'ms' | 's' | '%', max: number }} Knob
 * @typedef {Record<string, unknown>} Chaos as the server keeps it; this panel sets its commonest parts
 */

/** @type {[title: string, Knob[]][]} */
const KNOBS = [
  [
    'Answers',
    [
      { path: ['latency', 'ms'], words: 'Every answer waits', unit: 'ms', max: 60_000 },
      { path: ['latency', 'tailMs'], words: 'A share waits longer, by', unit: 'ms', max: 120_000 },
      { path: ['latency', 'tailRate'], words: 'That share', unit: '%', max: 100 },
      { path: ['cutBeforeRate'], words: 'Connection cut, nothing sent', unit: '%', max: 100 },
      { path: ['cutAfterRate'], words: 'Message taken, connection cut', unit: '%', max: 100 },
      { path: ['silenceRate'], words: 'Message taken, no answer ever', unit: '%', max: 100 },
    ],
  ],
  [
    'Webhooks',
    [
      { path: ['webhooks', 'withholdMs'], words: 'Withheld for', unit: 's', max: 604_800 },
      { path: ['webhooks', 'duplicateRate'], words: 'Sent twice', unit: '%', max: 100 },
      { path: ['webhooks', 'reorderRate'], words: 'Out of order', unit: '%', max: 100 },
      { path: ['webhooks', 'skipDeliveredRate'], words: 'Read without delivered', unit: '%', max: 100 },
    ],
  ],
];
const SCALE = { ms: 1, s: 0.001, '%': 100 };

/** @type {[key: 'errors' | 'failures', words: string, code: number][]} */
const TROUBLES = [
  ['errors', 'Refused at once with code', 131000],
  ['failures', 'Accepted, then failed with code', 131026],
];

/**
 * What goes wrong on purpose. The form shows what is set now and sets it as a whole; "Calm" takes all of it back.
 *
 * @param {{ onClose: () => void, onProblem: (words: string) => void }} options
 * @returns {import('./panels.js').Panel}
 */
export function chaosPanel({ onClose, onProblem }) {
  /** @type {Chaos} */
  let now = {};
  const done = make('p', { class: 'aside', role: 'status' });
  const form = make('form', {
    class: 'chaos',
    onsubmit: (/** @type {Event} */ event) => {
      event.preventDefault();
      put(readForm(), 'Set.');
    },
  });
  const element = make(
    'div',
    { class: 'panel-inside' },
    make('header', null, make('h2', { tabindex: -1 }, 'Chaos'), iconButton('close', 'Close chaos', onClose)),
    make('div', { class: 'panel-scroll' }, form),
  );
  return { element, refresh };

  async function refresh() {
    now = await fetchChaos();
    draw();
  }

  function draw() {
    form.replaceChildren(
      ...KNOBS.map(([title, knobs]) =>
        make('fieldset', null, make('legend', null, title), ...knobs.map(drawKnob)),
      ),
      make('fieldset', null, make('legend', null, 'Errors of Meta'), ...TROUBLES.map(drawTrouble)),
      make('button', { type: 'submit', class: 'wide-button' }, 'Set'),
      make(
        'button',
        { type: 'button', class: 'wide-button quiet', onclick: () => put({}, 'Calm again.') },
        'Calm',
      ),
      done,
    );
  }

  /** @param {Knob} knob */
  function drawKnob(knob) {
    const value = Number(reach(now, knob.path) ?? 0) * SCALE[knob.unit];
    return field(knob.words, knob.path.join('.'), value, knob.unit, knob.max);
  }

  /** @param {typeof TROUBLES[number]} trouble */
  function drawTrouble([key, words, usual]) {
    const [first] = /** @type {{ code: number, rate: number }[]} */ (now[key] ?? []);
    return make(
      'div',
      { class: 'trouble' },
      field(words, `${key}.code`, first?.code ?? usual, '', 999_999),
      field('of messages', `${key}.rate`, (first?.rate ?? 0) * 100, '%', 100),
    );
  }

  function readForm() {
    const values = new FormData(form);
    const number = (/** @type {string} */ name) => Number(values.get(name) ?? 0);
    /** @type {Chaos} */
    const wanted = structuredClone(now);
    for (const [, knobs] of KNOBS) {
      for (const { path, unit } of knobs) place(wanted, path, number(path.join('.')) / SCALE[unit]);
    }
    for (const [key] of TROUBLES) {
      const rate = number(`${key}.rate`) / 100;
      wanted[key] = rate > 0 ? [{ code: number(`${key}.code`), rate }] : [];
    }
    return wanted;
  }

  /** @param {Chaos} wanted @param {string} words */
  async function put(wanted, words) {
    try {
      await setChaos(wanted);
      await refresh();
      done.textContent = words;
    } catch (error) {
      onProblem(error instanceof Error ? error.message : String(error));
    }
  }
}

/** @param {string} words @param {string} name @param {number} value @param {string} unit @param {number} max */
function field(words, name, value, unit, max) {
  const input = make('input', {
    type: 'number',
    name,
    min: 0,
    max,
    step: 'any',
    inputmode: 'decimal',
    value: round(value),
  });
  return make(
    'label',
    { class: 'knob' },
    make('span', null, words),
    input,
    make('span', { class: 'aside' }, unit),
  );
}

/** Rates are halves and thirds of a hundred; four places show them all. @param {number} value */
function round(value) {
  return Math.round(value * 10_000) / 10_000;
}

/** @param {Chaos} chaos @param {string[]} path */
function reach(chaos, path) {
  return path.reduce((/** @type {unknown} */ at, key) => /** @type {Chaos | undefined} */ (at)?.[key], chaos);
}

/** @param {Chaos} chaos @param {string[]} path @param {number} value */
function place(chaos, path, value) {
  const [key = '', ...rest] = path;
  if (!rest.length) {
    chaos[key] = value;
    return;
  }
  chaos[key] ??= {};
  place(/** @type {Chaos} */ (chaos[key]), rest, value);
}
