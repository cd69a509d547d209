import { setImmediate } from 'node:timers/promises';
import { loadReaders, type Reader } from '#audience/queries.ts';
import type { Session } from '#outbox/answer-texts.ts';
import type { SpokenFor, StaffText } from '#outbox/staff-text.ts';

/** Who reads what is sent to one class, asked for while a text is still being understood. */
export type ForeseenReaders = { classId: string; readers: Promise<Reader[]> };

// A class is named where a text begins; and fewer words than this are an answer or a wish, and have no readers.
const LOOK_WITHIN = 200;
const FEWEST_WORDS = 3;

/**
 * Asks for the readers of the one class that a text seems to be for, so that the database looks for them while this
 * process understands it. A wrong guess costs a look, and what is sent is decided by the understanding alone.
 */
export async function foreseeReaders(session: Session, text: StaffText, words: string): Promise<void> {
  const seems = seemsFor(text.classes, words);
  if (!seems) return;
  const readers = loadReaders(session.tx, session.schoolId, [seems.id]);
  // Where it fails, so does all that comes behind it.
  readers.catch(() => {});
  text.foreseen = { classId: seems.id, readers };
  // Understanding does not pause: the question is to be out before it begins.
  await setImmediate();
}

/** The readers of these classes: those foreseen, where they are of just this class. */
export function readersOf(
  session: Session,
  foreseen: ForeseenReaders | undefined,
  classIds: string[],
): Promise<Reader[]> {
  if (foreseen && classIds.length === 1 && classIds[0] === foreseen.classId) return foreseen.readers;
  return loadReaders(session.tx, session.schoolId, classIds);
}

/** The only class of the writer, or the only one of theirs whose code stands in the text. */
function seemsFor(classes: SpokenFor[], words: string): SpokenFor | undefined {
  const said = words.slice(0, LOOK_WITHIN).toUpperCase().split(BETWEEN_WORDS);
  if (said.length < FEWEST_WORDS) return undefined;
  const named = classes.filter(({ code }) => said.includes(code.toUpperCase()));
  const [only, another] = named.length > 0 ? named : classes;
  return another ? undefined : only;
}

const BETWEEN_WORDS = /[^\p{L}\p{M}\p{N}]+/u;
