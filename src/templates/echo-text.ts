import { haltedLine } from './halted-line.ts';
import type { Language, Words } from './language.ts';
import type { ChildInClass, SubjectUpdate } from './notice.ts';
import { type Outlook, outlookText } from './outlook-text.ts';
import { type SendOutcome, sayLine, sayWords } from './say.ts';
import { updateTextFor } from './update-lines.ts';
import { childrenWords, classWords } from './words/class-words.ts';
import { listWords } from './words/list-words.ts';
import { type SubjectCode, subjectNames } from './words/subjects.ts';

/** What was understood of a sender's text. */
export type Understood =
  | { kind: 'update'; classes: string[]; updates: SubjectUpdate[] }
  | { kind: 'attendance'; class: string; date: Words; absent: Words[]; late: Words[]; leave: Words[] }
  | { kind: 'announcement'; audience: Words; text: string; urgent: boolean }
  | { kind: 'direct'; child: ChildInClass; text: string };

/** What happens to it now. `seconds` is the undo window. */
export type NextStep =
  | { kind: 'sendsIn'; parents: number; seconds: number }
  | { kind: 'goesNow' | 'waitsForTap' | 'correctionWaits'; parents: number }
  | { kind: 'waitsForApproval' | 'recordIt' | 'recorded' };

/** What the sender did not say and a default filled in. */
export type TakenByDefault = { class?: string; subject?: SubjectCode };

/** Parents who will not get it, by reason. */
export type LeftOut = { reason: SendOutcome; parents: number };

/** What else the sender should know; `halted` is why nothing goes to parents at present. */
export type EchoNotes = {
  /** What became of a text before it, in lines ready to be read. */
  remarks?: readonly string[];
  taken?: TakenByDefault;
  leftOut?: readonly LeftOut[];
  halted?: SendOutcome | null;
  outlook?: Outlook;
  /** How many files go with it. */
  media?: number;
};

/**
 * The echo to a sender: what was understood, what became of a text before it, what was assumed, who is left out, how it
 * will go, and what happens next.
 */
export function echoText(
  understood: Understood,
  next: NextStep,
  language: Language,
  { remarks = [], taken = {}, leftOut = [], halted = null, outlook = {}, media = 0 }: EchoNotes = {},
): string {
  const assumed: string[] = [];
  if (taken.class)
    assumed.push(sayLine('teacher.echo.tookClass', { class: classWords(taken.class) }, language));
  if (taken.subject) {
    assumed.push(sayLine('teacher.echo.tookSubject', { subject: subjectNames[taken.subject] }, language));
  }
  const missing = leftOut.map(({ reason, parents }) =>
    sayLine('teacher.echo.leftOut', { parents, reason: sayWords(`outcome.${reason}`, {}) }, language),
  );
  return [
    [
      head(understood, language),
      body(understood, language),
      media > 0 ? sayLine('teacher.echo.withMedia', { count: media }, language) : '',
    ]
      .filter((line) => line !== '')
      .join('\n'),
    [...remarks, ...assumed, ...missing].join('\n'),
    outlookText(outlook, language),
    nextText(next, language),
    halted ? haltedLine(halted, language) : '',
  ]
    .filter((section) => section !== '')
    .join('\n\n');
}

function head(understood: Understood, language: Language): string {
  switch (understood.kind) {
    case 'update':
      return sayLine(
        'teacher.echo.update',
        { classes: listWords(understood.classes.map((name) => classWords(name))) },
        language,
      );
    case 'attendance':
      return sayLine(
        'teacher.echo.attendance',
        { class: classWords(understood.class), date: understood.date },
        language,
      );
    case 'announcement':
      return sayLine(
        'teacher.echo.announcement',
        { audience: understood.audience, urgent: understood.urgent ? 'yes' : 'no' },
        language,
      );
    case 'direct':
      return sayLine('teacher.echo.direct', { child: childrenWords([understood.child]) }, language);
  }
}

function body(understood: Understood, language: Language): string {
  switch (understood.kind) {
    case 'update':
      return updateTextFor(understood.updates, language);
    case 'attendance': {
      const lines = (['absent', 'late', 'leave'] as const)
        .filter((state) => understood[state].length > 0)
        .map((state) => {
          const pupils = understood[state];
          return sayLine(
            `attendance.${state}`,
            { count: pupils.length, pupils: listWords(pupils) },
            language,
          );
        });
      return lines.length > 0 ? lines.join('\n') : sayLine('attendance.allPresent', {}, language);
    }
    case 'announcement':
    case 'direct':
      return understood.text.trim();
  }
}

function nextText(next: NextStep, language: Language): string {
  switch (next.kind) {
    case 'sendsIn':
      return sayLine('teacher.echo.sendsIn', { parents: next.parents, seconds: next.seconds }, language);
    case 'goesNow':
      return sayLine('teacher.echo.goesNow', { parents: next.parents }, language);
    case 'waitsForTap':
      return sayLine('teacher.echo.waitsForTap', { parents: next.parents }, language);
    case 'correctionWaits':
      return sayLine('teacher.echo.correctionWaits', { parents: next.parents }, language);
    case 'waitsForApproval':
      return sayLine('teacher.echo.waitsForApproval', {}, language);
    case 'recordIt':
      return sayLine('teacher.echo.recordIt', {}, language);
    case 'recorded':
      return sayLine('teacher.echo.recorded', {}, language);
  }
}
