import type { Json } from '#simulator/people/message.ts';
import type { Bubble } from '#simulator/people/show-bubble.ts';
import type { TalkStage } from './stage-talk.ts';

/** What can be tapped under a message, and what the phone sends for it. */
export type Tappable = { id: string; title: string; sends: Json };

/** A message of the school as its reader sees it. */
export type Seen = { id: string; type: string; words: string; taps: Tappable[] };

/** What every phone shows of the school's messages, oldest first; strangers' phones are among them. */
export function readPhones({ simulator, school }: TalkStage): Map<string, Seen[]> {
  const phones = [...simulator.world.people.byPhone.keys()];
  return new Map(
    phones.map((phone) => {
      const bubbles = simulator.people.shows(phone, school.phoneNumberId);
      return [`+${phone}`, bubbles.filter(({ direction }) => direction === 'business').map(readBubble)];
    }),
  );
}

function readBubble({ id, type, content }: Bubble): Seen {
  const { header, body, footer, caption, action } = content as Record<string, Json | string | undefined>;
  const taps = [...templateButtons(content), ...replies(content), ...rows(content)];
  const chooser = typeof action === 'object' ? action.button : undefined;
  const words = [header, body, caption, footer, chooser, ...taps.map(({ title }) => title)];
  return { id, type, taps, words: words.map(wordsOf).filter(Boolean).join('\n') };
}

function wordsOf(part: unknown): string {
  if (typeof part === 'string') return part;
  return String((part as Json | undefined)?.text ?? '');
}

function templateButtons({ buttons = [] }: Json): Tappable[] {
  return (buttons as { payload?: string; text: string }[]).flatMap(({ payload, text }) =>
    payload ? [{ id: payload, title: text, sends: { type: 'button', button: { payload, text } } }] : [],
  );
}

function replies({ action }: Json): Tappable[] {
  const buttons =
    (action as { buttons?: { reply: { id: string; title: string } }[] } | undefined)?.buttons ?? [];
  return buttons.map(({ reply }) => ({
    ...reply,
    sends: { type: 'interactive', interactive: { type: 'button_reply', button_reply: reply } },
  }));
}

function rows({ action }: Json): Tappable[] {
  const sections =
    (action as { sections?: { rows: { id: string; title: string }[] }[] } | undefined)?.sections ?? [];
  return sections
    .flatMap(({ rows: all }) => all)
    .map((row) => ({
      ...row,
      sends: { type: 'interactive', interactive: { type: 'list_reply', list_reply: row } },
    }));
}
