/**
 * The lengths that the Cloud API takes, in characters as Meta counts them: Unicode code points, after the
 * parameters are filled in. Source: cloud-api.md section 2, nepal.md section 6.
 */
export const limits = {
  textBody: 4096,
  caption: 1024,
  interactiveBody: 1024,
  replyButtons: 3,
  replyButtonTitle: 20,
  listBody: 4096,
  listRows: 10,
  listRowTitle: 24,
  listRowDescription: 72,
  listRowId: 200,
  templateName: 512,
  templateBody: 1024,
  templateFooter: 60,
  templateButtonLabel: 25,
} as const;

/** The length of a text in code points: क्षत्रीय has 8, an emoji of one code point has 1. */
export function countCharacters(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    count++;
    if (startsPair(text, at)) at++;
  }
  return count;
}

/** The index in UTF-16 units right after `count` code points from `start`, or the end of the text. */
export function indexAfter(text: string, start: number, count: number): number {
  let at = start;
  for (let passed = 0; passed < count && at < text.length; passed++) at += startsPair(text, at) ? 2 : 1;
  return at;
}

function startsPair(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (unit < 0xd800 || unit > 0xdbff) return false;
  const next = text.charCodeAt(at + 1);
  return next >= 0xdc00 && next <= 0xdfff;
}
