import type { Session } from '#outbox/answer-texts.ts';
import type { OpenDraft } from '#outbox/draft-queries.ts';
import type { InboundRow } from '#outbox/queries.ts';
import { type ButtonAction, readButtonId } from '#templates/button-ids.ts';
import type { Intent, Reading, UnderstandInput } from '#understand/reading.ts';
import { understand } from '#understand/understand.ts';

/** A reading of one intent. */
export type ReadingOf<I extends Intent> = Extract<Reading, { intent: I }>;

/** What a person did: tapped one of our buttons, chose an answer to a question, wrote something, or sent what has no words. */
export type Said =
  | { kind: 'tap'; action: ButtonAction; reference: string }
  | { kind: 'chosen'; choice: string; reference: string }
  | { kind: 'words'; text: string }
  | { kind: 'wordless'; type: string };

/** Taps and choices come with our id in them, whose title may be cut or in two languages; everything else is read by its words. */
export function whatWasSaid(row: InboundRow): Said {
  const tapped = tappedId(row.payload);
  const button = tapped ? readButtonId(tapped) : null;
  const text = row.text?.trim();
  if (button) {
    const { action, reference, choice } = button;
    return action === 'choose' && choice
      ? { kind: 'chosen', choice, reference }
      : { kind: 'tap', action, reference };
  }
  return text ? { kind: 'words', text } : { kind: 'wordless', type: row.type };
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
