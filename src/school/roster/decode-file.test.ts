import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeFile, LARGEST_FILE } from './decode-file.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string) => new Uint8Array([0xff, 0xfe, ...Buffer.from(text, 'utf16le')]);

test('UTF-8 is read with and without a byte order mark, line ends as \\n', () => {
  for (const text of ['नाम,कक्षा\r\nसीता,५\r\n', '\ufeffनाम,कक्षा\rसीता,५\r', 'नाम,कक्षा\nसीता,५\n'])
    assert.deepEqual(decodeFile(utf8(text)), { ok: true, text: 'नाम,कक्षा\nसीता,५\n' });
});

test('what is not CSV in UTF-8 is refused with one sentence that says what to do, in both languages', () => {
  const cases: [what: string, bytes: Uint8Array, says: RegExp][] = [
    ['nothing', utf8(''), /^The file is empty; please give/],
    ['a mark and spaces', utf8('\ufeff \r\n\r\n'), /^The file is empty/],
    ['UTF-16 of Excel', utf16('Name\tClass\n'), /UTF-16.*Save As.*CSV UTF-8/],
    ['UTF-16, big end first', new Uint8Array([0xfe, 0xff, 0, 0x4e]), /UTF-16/],
    ['UTF-16 without its mark', Buffer.from('Name,Class', 'utf16le'), /not text/],
    ['.xlsx', new Uint8Array([0x50, 0x4b, 3, 4, 20, 0]), /Excel workbook.*Save As/],
    ['.xls', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), /Excel workbook/],
    ['PDF', utf8('%PDF-1.7'), /PDF.*export/],
    ['a page that is called .xls', utf8('\n<table><tr><td>Name'), /web page/],
    ['Windows-1252', new Uint8Array([0x4e, 0xe9, 0x6d, 0x0a]), /not in UTF-8/],
    ['half a character', utf8('नाम').slice(0, -1), /not in UTF-8/],
    ['too much', new Uint8Array(LARGEST_FILE + 1).fill(0x61), /20 MB/],
  ];
  for (const [what, bytes, says] of cases) {
    const decoded = decodeFile(bytes);
    assert.ok(!decoded.ok, what);
    assert.match(decoded.say.en, says, what);
    assert.match(decoded.say.ne, /\p{Script=Devanagari}.*।$/u, what);
  }
});
