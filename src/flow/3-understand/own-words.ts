import { hashText } from './hash.ts';
import { lookUpWords, type Sense } from './look-up-words.ts';
import type { DailyUpdate, SubjectCode, UnderstandInput, Update } from './reading.ts';
import { type Token, tokenise } from './tokenise.ts';
import { wordSet } from './word-set.ts';

type OwnWords = NonNullable<UnderstandInput['ownWords']>;

const LONGEST = 12;

/**
 * The senses with the writer's own words for subjects among them. They name nothing but subjects, so no habit changes
 * whom a text is for; a word that the lexicon has for a subject keeps its meaning.
 */
export function withOwnWords(tokens: Token[], senses: Sense[][], own: OwnWords = {}): Sense[][] {
  if (Object.keys(own).length === 0) return senses;
  return senses.map((list, at) => {
    const word = tokens[at]?.norm ?? '';
    const value = Object.hasOwn(own, word) ? own[word] : undefined;
    if (value === undefined || list.some((s) => s.group === 'subject')) return list;
    const hash = hashText(`subject:${value}`);
    return [{ group: 'subject', value, from: at, to: at + 1, exact: true, ended: false, hash }, ...list];
  });
}

/** Those of a person's own words that stand in a text and named a subject of its reading. */
export function ownWordsIn(text: string, own: OwnWords, { updates }: DailyUpdate): [string, SubjectCode][] {
  const said = new Set(tokenise(text).map((token) => token.norm));
  return Object.entries(own).filter(
    ([word, subject]) => said.has(word) && updates.some((u) => u.subject === subject),
  );
}

/**
 * The word at the head of an update whose subject was not understood: "omt: sets" has the word "omt" and the topic
 * "sets". Null where the head is a word that is known, is long, or stands without a mark: then it may be the topic.
 */
export function shorthandOf(update: Update): { word: string; topic: string } | null {
  const topic = update.topic ?? '';
  const tokens = tokenise(topic);
  const [head, mark, next] = tokens;
  if (head?.kind !== 'word' || next === undefined || !/^[:\-=]$/.test(mark?.norm ?? '')) return null;
  return isFree(head) ? { word: head.norm, topic: topic.slice(next.start) } : null;
}

/** "omt = optional math", "forget omt". */
export type Teaching =
  | { kind: 'learn'; word: string; subject: SubjectCode }
  | { kind: 'forget'; word: string };

/** What a person says of their own words; null where the text is about something else. */
export function readTeaching(text: string, own: OwnWords): Teaching | null {
  const tokens = tokenise(text).filter((t) => t.kind === 'word' || t.kind === 'mark');
  const [first, second] = tokens;
  if (first === undefined || second === undefined || tokens.length > LONGEST_TEACHING) return null;
  if (tokens.length === 2) {
    const word = FORGET.has(first.norm) ? second.norm : FORGET.has(second.norm) ? first.norm : '';
    return Object.hasOwn(own, word) ? { kind: 'forget', word } : null;
  }
  if (!MEANS.has(second.norm) || !isFree(first)) return null;
  const rest = tokens.slice(2).filter((t) => !/^(?:ho|हो|for|short|the)$/.test(t.norm));
  const sense = lookUpWords(rest)[0]?.find((s) => s.group === 'subject' && s.to === rest.length);
  return sense ? { kind: 'learn', word: first.norm, subject: sense.value as SubjectCode } : null;
}

const LONGEST_TEACHING = 8;
const FORGET = wordSet('forget birsa birsanus birsinus birsanuhos birsidinus बिर्स बिर्सनुस् बिर्सनुहोस् बिर्सिनुस्');
const MEANS = wordSet('= means is bhaneko bhanya vaneko भनेको');

/** Whether a word is short and means nothing by the lexicon, so that it can be somebody's own. */
function isFree(token: Token): boolean {
  const { length } = token.norm;
  return token.kind === 'word' && length >= 2 && length <= LONGEST && lookUpWords([token])[0]?.length === 0;
}
