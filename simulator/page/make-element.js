// The page's only way of making DOM: text is always set as text, so nothing a message says can become markup.

const SVG = 'http://www.w3.org/2000/svg';

/** @typedef {Node | string | null | undefined | false} Child */

/**
 * Makes one element. `on…` functions become listeners, `true`/`false` set or leave out an attribute,
 * the rest become attributes.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, unknown> | null} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on') && typeof value === 'function') {
      element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    } else {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  for (const child of children) {
    if (child !== null && child !== undefined && child !== false) element.append(child);
  }
  return element;
}

/**
 * An icon from the sheet of symbols in index.html. It says nothing to a screen reader unless it has a label.
 *
 * @param {string} name without the `i-` prefix
 * @param {string} [label]
 */
export function icon(name, label) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', `icon icon-${name}`);
  if (label) {
    svg.setAttribute('role', 'img');
    svg.setAttribute('aria-label', label);
  } else {
    svg.setAttribute('aria-hidden', 'true');
  }
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', `#i-${name}`);
  svg.append(use);
  return svg;
}

/**
 * A button that shows an icon alone; the label is what it is called.
 *
 * @param {string} name
 * @param {string} label
 * @param {(event: MouseEvent) => void} onclick
 * @param {Record<string, unknown>} [attributes]
 */
export function iconButton(name, label, onclick, attributes = {}) {
  const { class: extra, ...rest } = attributes;
  return make(
    'button',
    {
      type: 'button',
      class: `icon-button ${extra ?? ''}`,
      'aria-label': label,
      title: label,
      onclick,
      ...rest,
    },
    icon(name),
  );
}

/**
 * The round picture of somebody who has none: the first letters of the name on a colour of its own.
 *
 * @param {string} name
 */
export function avatar(name) {
  const words = name.trim().split(/\s+/u);
  const letters = [words[0], words.length > 1 ? words[words.length - 1] : '']
    .map((word) => firstLetter(word ?? ''))
    .join('');
  let hue = 0;
  for (const character of name) hue = (hue * 31 + (character.codePointAt(0) ?? 0)) % 8;
  return make('span', { class: `avatar hue-${hue}`, 'aria-hidden': 'true' }, letters || '#');
}

/** A Devanagari letter is nothing without its vowel sign, so a letter here is a grapheme. @param {string} word */
function firstLetter(word) {
  if (!/^\p{L}/u.test(word)) return '';
  const [first] = new Intl.Segmenter().segment(word);
  return first ? first.segment.toUpperCase() : '';
}
