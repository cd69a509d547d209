import type { Session } from '#outbox/answer-texts.ts';
import type { InboundRow } from '#outbox/queries.ts';
import { type ButtonAction, readButtonId } from '#templates/button-ids.ts';
import type { Ask, Intent, Reading, UnderstandInput } from '#understand/reading.ts';
import { understand } from '#understand/understand.ts';

/** A reading of one intent. */
export type ReadingOf<I extends Intent> = Extract<Reading, { intent: I }>;

/** What a person did: tapped one of our buttons, wrote something, or sent what has no words. */
export type Said =
  | { kind: 'tap'; action: ButtonAction; reference: string }
  | { kind: 'words'; text: string }
  | { kind: 'wordless'; type: string };

/** Taps come as their own type with our id in them; everything else is read by its words. */
export function whatWasSaid(row: InboundRow): Said {
  const tapped = tappedId(row.payload);
  const button = tapped ? readButtonId(tapped) : null;
  // The row of a question is an answer in words: its title is read like typed text.
  if (button && button.action !== 'choose')
    return { kind: 'tap', action: button.action, reference: button.reference };
  const text = row.text?.trim();
  return text ? { kind: 'words', text } : { kind: 'wordless', type: row.type };
}

/** Reads a text by the contract of understanding.md, with what was asked of its writer before. */
export function readText(
  session: Session,
  personId: string,
  row: InboundRow,
  text: string,
  about: Omit<UnderstandInput, 'id' | 'text' | 'today' | 'awaiting' | 'draft'>,
): Reading {
  const draft = session.drafts.get(personId);
  return understand({
    id: row.id,
    text,
    today: session.today,
    ...about,
    ...(draft ? { awaiting: draft.awaiting as Ask, draft: draft.reading } : {}),
  });
}

type Tapped = {
  button?: { payload?: string };
  interactive?: { button_reply?: { id?: string }; list_reply?: { id?: string } };
};

function tappedId(payload: Record<string, unknown>): string | undefined {
  const { button, interactive } = payload as Tapped;
  return button?.payload ?? interactive?.button_reply?.id ?? interactive?.list_reply?.id;
}
