import { iconButton, make } from './make-element.js';

/**
 * @typedef {{ close: () => void }} Sheet
 * @typedef {(options: { title: string, from: HTMLElement, body: Node[], onClose?: () => void }) => Sheet} OpenSheet
 */

let counter = 0;

/**
 * Makes the function that slides a sheet up over one phone. It takes the focus, holds it, gives it back, and
 * leaves the other phones alone, which a modal dialog would not.
 *
 * @param {HTMLElement} screen the phone's screen
 * @returns {OpenSheet}
 */
export function sheetOpener(screen) {
  /** @type {Sheet | null} */
  let open = null;
  return ({ title, from, body, onClose }) => {
    open?.close();
    counter += 1;
    const titleId = `sheet-${counter}`;
    const behind = [...screen.children].filter((child) => child instanceof HTMLElement);
    const sheet = make(
      'div',
      {
        class: 'sheet',
        role: 'dialog',
        'aria-labelledby': titleId,
        tabindex: -1,
        onkeydown: (/** @type {KeyboardEvent} */ event) => {
          if (event.key === 'Escape') close();
        },
      },
      make(
        'header',
        null,
        make('h3', { id: titleId }, title),
        iconButton('close', 'Close', () => close()),
      ),
      make('div', { class: 'sheet-body' }, ...body),
    );
    const shade = make('div', { class: 'shade', onclick: () => close() });
    for (const element of behind) element.inert = true;
    screen.append(shade, sheet);
    const first = /** @type {HTMLElement | null} */ (
      sheet.querySelector('.sheet-body :is(button, input, textarea)')
    );
    (first ?? sheet).focus({ preventScroll: true });
    open = { close };
    return open;

    function close() {
      shade.remove();
      sheet.remove();
      for (const element of behind) element.inert = false;
      open = null;
      onClose?.();
      const back = from.isConnected
        ? from
        : /** @type {HTMLElement | null} */ (screen.querySelector('textarea'));
      back?.focus({ preventScroll: true });
    }
  };
}
