import { createHash } from 'node:crypto';
import type { MediaProblem } from '#outbox/check-media.ts';
import {
  claimMedia,
  failMedia,
  findReady,
  postponeMedia,
  recordUpload,
  releaseHeld,
  type WantedMedia,
} from '#send/media-queries.ts';
import { openAccess } from '#send/open-access.ts';
import { takeBackStranded } from '#send/take-back-stranded.ts';
import type { Runtime } from '#src/runtime.ts';
import { backoffMs, classifyCode } from '#whatsapp/classify-code.ts';
import type { MediaCalls, MediaFacts, MediaResult } from '#whatsapp/media-client.ts';
import { mostBytesOf } from '#whatsapp/media-types.ts';

// So many files are in memory at a time, of 16 MB each at the most.
const AT_A_TIME = 4;
// Longer than two look-ups, download and upload may take together; then its worker is taken for dead.
const LEASE_MS = 130_000;
const DAY_MS = 24 * 60 * 60 * 1_000;
// Meta keeps an upload for 30 days; an hour less, for what is on its way.
const KEPT_MS = 30 * DAY_MS - 60 * 60 * 1_000;
const AGAIN = { delayMs: 2_000, growth: 2 };
const LONGEST_PAUSE_MS = 5 * 60 * 1_000;
// What came damaged may have been cut off on the way; the third time it is the file.
const DAMAGED_TRIES = 3;

export type FetchedMedia = {
  /** Files that were tried, and messages that were taken back. */
  looked: number;
  /** Deliveries that may go now. */
  released: number;
  /** Slots of lanes that got something to send. */
  slots: Set<number>;
};

/**
 * Brings files from Meta's inbox into an upload of ours, each once for a number, lets go of the messages that waited for
 * them, and takes back those whose file cannot be had (ADR 0029). Dying at any line loses nothing: the rows say what is
 * still wanted, and Meta has the bytes.
 */
export async function fetchMedia(runtime: Runtime): Promise<FetchedMedia> {
  let looked = 0;
  for (;;) {
    const now = runtime.clock.now();
    const wanted = await claimMedia(runtime.db, new Date(now), new Date(now + LEASE_MS), AT_A_TIME);
    if (wanted.length === 0) break;
    looked += wanted.length;
    const access = await openAccess(runtime, wanted);
    await Promise.all(wanted.map((one) => fetchOne(runtime, one, access.get(one.sender_id)?.media)));
  }
  const stranded = await takeBackStranded(runtime);
  return { looked: looked + stranded.looked, released: await release(runtime), slots: stranded.slots };
}

async function release({ db, clock }: Runtime): Promise<number> {
  const ready = await findReady(db);
  return ready.length > 0 ? releaseHeld(db, new Date(clock.now()), ready) : 0;
}

async function fetchOne(runtime: Runtime, wanted: WantedMedia, media: MediaCalls | undefined): Promise<void> {
  const { db, clock, log } = runtime;
  const outcome: Outcome = media
    ? await passThrough(media, wanted)
    : { kind: 'again', reason: 'the token of its number does not open' };
  const now = clock.now();
  const about = { stage: 'send', schoolId: wanted.school_id, mediaId: wanted.id, attempt: wanted.attempts };
  switch (outcome.kind) {
    case 'uploaded':
      log.info(about, 'media uploaded');
      return recordUpload(db, wanted, outcome.mediaId, new Date(now + KEPT_MS));
    case 'failed':
      log.warn({ ...about, problem: outcome.problem }, 'media cannot be had');
      return failMedia(db, wanted, outcome.problem);
    case 'again': {
      log.warn({ ...about, reason: outcome.reason }, 'media not fetched yet');
      const pause = Math.min(LONGEST_PAUSE_MS, backoffMs(AGAIN, wanted.attempts, clock.random()));
      if (now + pause >= wanted.give_up_at.getTime()) return failMedia(db, wanted, 'unreachable');
      return postponeMedia(db, wanted, new Date(now + pause));
    }
  }
}

type Outcome =
  | { kind: 'uploaded'; mediaId: string }
  | { kind: 'failed'; problem: MediaProblem }
  | { kind: 'again'; reason: string };

async function passThrough(media: MediaCalls, wanted: WantedMedia): Promise<Outcome> {
  const facts = await lookUpSomewhere(media.lookUp, wanted);
  if (facts.kind !== 'done') return whyNot(facts);
  const mostBytes = mostBytesOf(facts.value.mimeType);
  if (mostBytes === undefined) return { kind: 'failed', problem: 'kind' };
  if (facts.value.size > mostBytes) return { kind: 'failed', problem: 'too_large' };
  const bytes = await media.download(facts.value.url, mostBytes);
  if (bytes.kind !== 'done') return whyNot(bytes);
  if (createHash('sha256').update(bytes.value).digest('hex') !== wanted.sha256)
    return wanted.attempts < DAMAGED_TRIES
      ? { kind: 'again', reason: 'the bytes have another hash' }
      : { kind: 'failed', problem: 'damaged' };
  const uploaded = await media.upload(wanted.phone_number_id, wanted.mime_type, bytes.value);
  return uploaded.kind === 'done' ? { kind: 'uploaded', mediaId: uploaded.value } : whyNot(uploaded);
}

/** What came in is good for seven days; after that our own earlier upload may still be there. */
async function lookUpSomewhere(
  lookUp: (id: string, phoneNumberId: string) => Promise<MediaResult<MediaFacts>>,
  { source_id, media_id, phone_number_id }: WantedMedia,
): Promise<MediaResult<MediaFacts>> {
  const facts = await lookUp(source_id, phone_number_id);
  return facts.kind === 'gone' && media_id ? lookUp(media_id, phone_number_id) : facts;
}

function whyNot(
  result: Exclude<MediaResult<unknown>, { kind: 'done' }>,
): Exclude<Outcome, { kind: 'uploaded' }> {
  switch (result.kind) {
    case 'gone':
      return { kind: 'failed', problem: 'gone' };
    case 'too_large':
      return { kind: 'failed', problem: 'too_large' };
    case 'trouble':
      return { kind: 'again', reason: result.reason };
    case 'refused': {
      const { kind } = classifyCode(result.code, result.isTransient);
      // A token or an account can be mended; what Meta says of the file itself stays as it is.
      return kind === 'reject' || kind === 'person'
        ? { kind: 'failed', problem: 'refused' }
        : { kind: 'again', reason: `code ${result.code}` };
    }
  }
}
