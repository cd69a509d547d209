import type { Session } from '#outbox/answer-texts.ts';
import { insertMedia } from '#outbox/media-queries.ts';
import type { NoticeMedia } from '#templates/notice.ts';
import type { Draft } from '#understand/reading.ts';
import type { InboundMedia } from '#whatsapp/read-media.ts';

type Carrying = { media?: readonly InboundMedia[] };

/** The files that go with what was understood. They ride on the reading, so a draft or an approval keeps them as it is kept. */
export function mediaOf(reading: Draft): readonly InboundMedia[] {
  return (reading as Draft & Carrying).media ?? [];
}

/** The reading with these files too, each once. */
export function carryMedia<R extends Draft>(reading: R, media: readonly InboundMedia[]): R {
  if (media.length === 0) return reading;
  const all = new Map([...mediaOf(reading), ...media].map((one) => [one.sha256, one]));
  return { ...reading, media: [...all.values()] };
}

/** The reading with these files in the place of those it had; without any, it keeps them. */
export function exchangeMedia<R extends Draft>(reading: R, media: readonly InboundMedia[]): R {
  return media.length === 0 ? reading : { ...reading, media };
}

/**
 * Gives files their rows, one for the same bytes however often they come, and answers how a notice names them. They
 * are fetched once a message that carries them is in the outbox.
 */
export async function keepMedia(session: Session, media: readonly InboundMedia[]): Promise<NoticeMedia[]> {
  if (media.length === 0) return [];
  const { tx, schoolId, school, now } = session;
  const ids = await insertMedia(tx, schoolId, school.sender_id, media, now);
  return media.map(({ type, sha256, filename }) => ({
    type,
    id: ids.get(sha256)!,
    ...(filename ? { filename } : {}),
  }));
}
