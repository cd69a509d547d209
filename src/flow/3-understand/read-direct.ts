import { chooseClass } from './choose-class.ts';
import { isSeparator } from './find-breaks.ts';
import { indexNames } from './match-names.ts';
import type { Page } from './page.ts';
import { readAddressee } from './read-addressee.ts';
import type { Direct, UnderstandInput } from './reading.ts';
import type { Said } from './said.ts';
import { skipHeadRest } from './skip-head-rest.ts';

/**
 * Reads a message for one pupil's guardians: "Tell Aarav's parents that …", "roll 8 ko abhibhawak lai: …",
 * "X ko ghar ma: …". Null where the text does not begin by naming one pupil's people.
 */
export function readDirect(said: Said, input: UnderstandInput): Direct | null {
  const { page, body } = said;
  const start = body.find((at) => !isSeparator(page, at));
  if (start === undefined) return null;
  const chosen = chooseClass(
    page.classes.slice(0, 1).filter((c) => c.from <= start + 14),
    input,
  );
  const pupils = chosen.slots.class === undefined ? [] : (input.roster?.[chosen.slots.class] ?? []);
  const hasRoster = chosen.slots.class !== undefined && input.roster?.[chosen.slots.class] !== undefined;
  const addressee = readAddressee(page, start, indexNames(pupils), pupils, hasRoster);
  if (addressee === null) return null;
  let own = skipHeadRest(page, addressee.to);
  while (own > addressee.to && isSeparator(page, own)) own += 1;
  const first = page.tokens[own];
  const text = first === undefined ? '' : page.text.slice(first.start).trim();
  if (text === '') return null;
  const [only] = addressee.pupils;
  const sure = addressee.pupils.length === 1 && only !== undefined;
  return {
    intent: 'direct',
    ask: chosen.unsure ? 'class' : sure ? null : 'student',
    ...chosen.slots,
    ...(sure ? { roll: only.roll } : {}),
    text,
    ...(sure ? {} : { unmatched: [addressee.raw] }),
    ...(chosen.defaulted.length > 0 ? { defaulted: chosen.defaulted } : {}),
  };
}

/** Whether the people of a pupil are named before a mark or "that": what follows is for them, also where it speaks of absence. */
export function callsPeople(page: Page, { text }: Direct): boolean {
  const start = page.text.trimEnd().length - text.length;
  const to = page.tokens.findIndex((t) => t.start >= start);
  const closed = /^(?:[:,-]|that|ki|कि)$/.test(page.tokens[to - 1]?.norm ?? '');
  return (
    closed &&
    page.senses.slice(0, to).some((list) => list.some((s) => s.group === 'direct' && s.value === 'people'))
  );
}
