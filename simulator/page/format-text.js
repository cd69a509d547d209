// WhatsApp's marks: *bold* _italic_ ~strike~ `code` ```block```, "- " and "1. " lists, "> " quotes, and links.

/**
 * @typedef {{ kind: 'text', text: string }
 *   | { kind: 'link', text: string, href: string }
 *   | { kind: 'code' | 'pre', text: string }
 *   | { kind: 'strong' | 'em' | 'del', parts: Part[] }
 *   | { kind: 'item' | 'quote', mark: string, parts: Part[] }
 *   | { kind: 'break' }} Part
 */

/** @type {Record<string, 'strong' | 'em' | 'del'>} */
const MARKS = { '*': 'strong', _: 'em', '~': 'del' };
const LINK = /(?:https?:\/\/|www\.)[^\s<>"'`]+[^\s<>"'`.,;:!?)\]।]/giu;

/**
 * Reads a message's text into parts. Marks count where WhatsApp counts them: the opening one after the start,
 * a space or punctuation, the closing one before such, with no space just inside and on one line.
 *
 * @param {string} text
 * @returns {Part[]}
 */
export function readMarks(text) {
  /** @type {Part[]} */
  const parts = [];
  text.split(/```([\s\S]+?)```/u).forEach((piece, index) => {
    if (index % 2 === 1) parts.push({ kind: 'pre', text: piece.replace(/^\n|\n$/g, '') });
    else if (piece) parts.push(...readLines(piece));
  });
  return parts;
}

/** The words without their marks, on one line. @param {string} text @returns {string} */
export function plainWords(text) {
  return flatten(readMarks(text)).replace(/\s+/gu, ' ').trim();
}

/** @param {Part[]} parts @returns {string} */
function flatten(parts) {
  return parts
    .map((part) => {
      if (part.kind === 'break') return ' ';
      if ('text' in part) return part.text;
      return 'mark' in part ? ` ${flatten(part.parts)} ` : flatten(part.parts);
    })
    .join('');
}

/** @param {string} text @returns {Part[]} */
function readLines(text) {
  /** @type {Part[]} */
  const parts = [];
  let afterBlock = true;
  for (const line of text.split('\n')) {
    const [, mark = '', rest = ''] = /^(> |[-*] (?=\S)|\d{1,2}\. (?=\S))(.*)$/u.exec(line) ?? [];
    if (mark) {
      parts.push({ kind: mark === '> ' ? 'quote' : 'item', mark: mark.trim(), parts: readInline(rest) });
    } else {
      if (!afterBlock) parts.push({ kind: 'break' });
      parts.push(...readInline(line));
    }
    afterBlock = Boolean(mark);
  }
  return parts;
}

/** @param {string} text @returns {Part[]} */
function readInline(text) {
  /** @type {Part[]} */
  const parts = [];
  const links = [...text.matchAll(LINK)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
  }));
  const unclosed = new Set();
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if ((sign !== '`' && !MARKS[sign]) || unclosed.has(sign) || !mayOpen(text, at)) continue;
    // An underscore in an address is part of the address.
    if (links.some((link) => link.from < at && at < link.to)) continue;
    const end = closingMark(text, at, sign);
    if (end < 0) {
      unclosed.add(sign);
      continue;
    }
    const inside = text.slice(at + 1, end);
    const kind = MARKS[sign];
    parts.push(...readLinks(text.slice(from, at)));
    parts.push(kind ? { kind, parts: readInline(inside) } : { kind: 'code', text: inside });
    from = end + 1;
    at = end;
  }
  return [...parts, ...readLinks(text.slice(from))];
}

/** @param {string} text @param {number} at */
function mayOpen(text, at) {
  return !isWord(text[at - 1]) && at + 1 < text.length && !/\s/u.test(text[at + 1] ?? '');
}

/** Where the mark that opens at `at` closes, or -1; then nor does a later one. @param {string} text @param {number} at @param {string} sign */
function closingMark(text, at, sign) {
  for (let end = text.indexOf(sign, at + 2); end > 0; end = text.indexOf(sign, end + 1)) {
    if (!/\s/u.test(text[end - 1] ?? '') && !isWord(text[end + 1])) return end;
  }
  return -1;
}

/** @param {string | undefined} character */
function isWord(character) {
  return character !== undefined && /[\p{L}\p{M}\p{N}]/u.test(character);
}

/** @param {string} text @returns {Part[]} */
function readLinks(text) {
  /** @type {Part[]} */
  const parts = [];
  let from = 0;
  for (const match of text.matchAll(LINK)) {
    if (match.index > from) parts.push({ kind: 'text', text: text.slice(from, match.index) });
    const shown = match[0];
    parts.push({ kind: 'link', text: shown, href: /^www/iu.test(shown) ? `https://${shown}` : shown });
    from = match.index + shown.length;
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) });
  return parts;
}
