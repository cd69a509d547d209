/**
 * @typedef {import('./contract.ts').SimEvent} SimEvent
 * @typedef {{
 *   element: HTMLElement,
 *   receive?: (event: SimEvent) => void,
 *   refresh?: () => Promise<void>,
 * }} Panel
 * @typedef {'people' | 'wire' | 'chaos'} PanelName
 */

/** Each panel is fetched when it is first wanted, so the first load carries none of them. */
const PANELS = {
  people: async () => (await import('./people-panel.js')).peoplePanel,
  wire: async () => (await import('./wire-panel.js')).wirePanel,
  chaos: async () => (await import('./chaos-panel.js')).chaosPanel,
};

/**
 * The one panel beside the phones: people, the wire, or chaos.
 *
 * @param {{
 *   place: HTMLElement,
 *   buttons: HTMLElement,
 *   onOpenPhone: (phone: string) => void,
 *   onProblem: (words: string) => void,
 * }} options
 */
export function panels({ place, buttons, onOpenPhone, onProblem }) {
  /** @type {Panel | null} */
  let panel = null;
  /** @type {PanelName | null} */
  let name = null;
  buttons.addEventListener('click', (event) => {
    const button = /** @type {HTMLElement} */ (event.target).closest('button');
    const wanted = /** @type {PanelName | undefined} */ (button?.dataset.panel);
    if (wanted === name) close();
    else if (wanted) open(wanted);
  });
  place.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close();
  });
  return { open, isOpen: (/** @type {PanelName} */ asked) => asked === name, receive, refresh };

  /** @param {PanelName} wanted */
  async function open(wanted) {
    name = wanted;
    const draw = await PANELS[wanted]();
    if (name !== wanted) return;
    const opened = draw({ onOpenPhone: openPhone, onClose: close, onProblem });
    panel = opened;
    place.replaceChildren(opened.element);
    place.hidden = false;
    markButtons();
    /** @type {HTMLElement | null} */ (place.querySelector('input, h2'))?.focus();
    await opened.refresh?.().catch((error) => onProblem(error.message));
  }

  function close() {
    const button = /** @type {HTMLElement | null} */ (buttons.querySelector(`[data-panel="${name}"]`));
    panel = null;
    name = null;
    place.hidden = true;
    place.replaceChildren();
    markButtons();
    button?.focus();
  }

  /** On a small screen the panel covers the phones, so it makes way. @param {string} phone */
  function openPhone(phone) {
    if (matchMedia('(max-width: 700px)').matches) close();
    onOpenPhone(phone);
  }

  /** @param {SimEvent} event */
  function receive(event) {
    panel?.receive?.(event);
  }

  async function refresh() {
    await panel?.refresh?.();
  }

  function markButtons() {
    for (const button of buttons.querySelectorAll('button')) {
      button.setAttribute('aria-expanded', String(button.dataset.panel === name));
    }
  }
}
