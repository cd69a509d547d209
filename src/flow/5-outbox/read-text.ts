import type { Session } from '#outbox/answer-texts.ts';
import type { InboundRow, OpenDraft } from '#outbox/queries.ts';
import { type ButtonAction, readButtonId } from '#templates/button-ids.ts';
import type { Intent, Reading, UnderstandInput } from '#understand/reading.ts';
import { understand } from '#understand/understand.ts';

/** A reading of one intent. */
export type ReadingOf<I extends Intent> = Extract<Reading, { intent: I }>;

/** What a person did: tapped one of our buttons, wrote something, or sent what has no words. */
export type Said =
  | { kind: 'tap'; action: ButtonAction; reference: string }
  | { kind: 'words'; text: string; reference?: string }
  | { kind: 'wordless'; type: string };

/** Taps come as their own type with our id in them; everything else is read by its words. */
export function whatWasSaid(row: InboundRow): Said {
  const tapped = tappedId(row.payload);
  const button = tapped ? readButtonId(tapped) : null;
  const text = row.text?.trim();
  // The row of a question is an answer in words: its title is read like typed text.
  if (button && button.action !== 'choose')
    return { kind: 'tap', action: button.action, reference: button.reference };
  if (!text) return { kind: 'wordless', type: row.type };
  return button ? { kind: 'words', text, reference: button.reference } : { kind: 'words', text };
}

/** What is known of a writer, for understanding. */
export type About = Omit<UnderstandInput, 'id' | 'text' | 'today' | 'awaiting' | 'draft'>;

/** Reads a text by the contract of understanding.md, as an answer where something was asked of its writer. */
export function readText(
  session: Session,
  row: InboundRow,
  text: string,
  about: About,
  draft: OpenDraft | undefined,
): Reading {
  return understand({
    id: row.id,
    text,
    today: session.today,
    ...about,
    ...(draft && draft.awaiting !== 'correction' ? { awaiting: draft.awaiting, draft: draft.reading } : {}),
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
