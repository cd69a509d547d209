import type { Words } from '#templates/language.ts';

/** The text of a file, or why it cannot be read and what to do. */
export type DecodedFile = { ok: true; text: string } | { ok: false; say: Words };

/** More than the largest school of Nepal fills with every column of IEMIS. */
export const LARGEST_FILE = 20 * 1024 * 1024;

/**
 * Reads the bytes of a file as UTF-8, with or without a byte order mark, line ends as `\n`.
 * A workbook, a PDF, a web page (some portals call one .xls), another encoding and an empty file are refused.
 */
export function decodeFile(bytes: Uint8Array): DecodedFile {
  if (bytes.length > LARGEST_FILE) return { ok: false, say: refusals.tooLarge };
  for (const [refusal, signature] of signatures) {
    if (signature.every((byte, place) => bytes[place] === byte)) return { ok: false, say: refusal };
  }
  if (bytes.includes(0)) return { ok: false, say: refusals.notText };
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { ok: false, say: refusals.otherEncoding };
  }
  if (text.trim() === '') return { ok: false, say: refusals.empty };
  if (/^\s*</.test(text)) return { ok: false, say: refusals.webPage };
  return { ok: true, text: text.replace(/\r\n?/g, '\n') };
}

const HOW_EN = 'in Excel choose Save As, then “CSV UTF-8 (Comma delimited)”, and give that file.';
const HOW_NE = 'Excel मा Save As थिचेर “CSV UTF-8 (Comma delimited)” छान्नुहोस् र त्यो फाइल दिनुहोस्।';

const refusals = {
  tooLarge: {
    en: 'The file is larger than 20 MB; please give one class or one grade at a time.',
    ne: 'फाइल २० MB भन्दा ठूलो छ; कृपया एक पटकमा एउटा कक्षाको फाइल दिनुहोस्।',
  },
  utf16: {
    en: `The file is Unicode text of another kind (UTF-16); ${HOW_EN}`,
    ne: `यो फाइल अर्कै किसिमको युनिकोड (UTF-16) मा छ; ${HOW_NE}`,
  },
  workbook: {
    en: `The file is an Excel workbook and not CSV; ${HOW_EN}`,
    ne: `यो फाइल CSV होइन, Excel को वर्कबुक हो; ${HOW_NE}`,
  },
  pdf: {
    en: 'The file is a PDF and not CSV; please export the list of pupils again as Excel or CSV.',
    ne: 'यो फाइल CSV होइन, PDF हो; कृपया विद्यार्थीको सूची Excel वा CSV मा फेरि निकाल्नुहोस्।',
  },
  webPage: {
    en: `The file is a web page and not CSV; open it with Excel, then ${HOW_EN}`,
    ne: `यो फाइल CSV होइन, वेबपेज हो; यसलाई Excel मा खोल्नुहोस्, अनि ${HOW_NE}`,
  },
  notText: {
    en: `The file is not text, so it is not CSV; ${HOW_EN}`,
    ne: `यो फाइल अक्षरको फाइल होइन, त्यसैले CSV होइन; ${HOW_NE}`,
  },
  otherEncoding: {
    en: `The file is not in UTF-8, so names in Nepali would be lost; ${HOW_EN}`,
    ne: `यो फाइल UTF-8 मा छैन, त्यसैले नेपाली नाम बिग्रिन्छन्; ${HOW_NE}`,
  },
  empty: {
    en: 'The file is empty; please give the list of pupils.',
    ne: 'फाइल खाली छ; कृपया विद्यार्थीको सूची दिनुहोस्।',
  },
} satisfies Record<string, Words>;

// Legacy BIFF .xls is an OLE container, .xlsx a ZIP (nepal.md section 3: some exports of IEMIS are .xls).
const signatures: [Words, number[]][] = [
  [refusals.utf16, [0xff, 0xfe]],
  [refusals.utf16, [0xfe, 0xff]],
  [refusals.workbook, [0x50, 0x4b, 0x03, 0x04]],
  [refusals.workbook, [0xd0, 0xcf, 0x11, 0xe0]],
  [refusals.pdf, [0x25, 0x50, 0x44, 0x46]],
];
