import { sql } from 'kysely';
import type { Db } from '#lib/db.ts';
import { inJson, type Needles } from '#ops/needles.ts';
import { scrubSetAside } from '#ops/scrub-queries.ts';
import { packPosts, unpackPosts } from '#webhook/pack-posts.ts';

const BATCH = 200;
const EMPTY = Buffer.from('{}');

/**
 * Empties raw webhooks that mention a person, and takes them from what no school owns: parts set aside, the day's count of
 * people a portfolio reached, the pace towards each. In batches, so it may be cut off and done again. Events that are
 * not processed yet are left whole. Returns how many POSTs; with `dryRun` nothing is written.
 */
export async function eraseRaw(db: Db, needles: Needles, dryRun: boolean): Promise<number> {
  const wanted = [...needles.inTexts.flatMap(writingsInBytes)].map((text) => text.toLowerCase());
  if (wanted.length === 0) return 0;
  let sum = 0;
  for (let last = '00000000-0000-0000-0000-000000000000'; ; ) {
    const events = await loadProcessed(db, last, BATCH);
    for (const { id, posts } of events) {
      const { emptied, packed } = emptyPosts(posts, wanted);
      sum += emptied;
      if (emptied > 0 && !dryRun) await replacePosts(db, id, packed);
    }
    if (events.length < BATCH) break;
    last = events.at(-1)!.id;
  }
  if (!dryRun) {
    await scrubSetAside(db, needles);
    await forgetNumbers(db, needles.numbers);
  }
  return sum;
}

/** As it is, and as JSON may write it in ASCII. */
function writingsInBytes(text: string): string[] {
  const ascii = [...inJson(text)].flatMap((sign) =>
    sign.codePointAt(0)! < 0x80
      ? [sign]
      : [...Array(sign.length).keys()].map((at) => unicodeEscape(sign.charCodeAt(at))),
  );
  return [inJson(text), ascii.join('')];
}

function unicodeEscape(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}

function emptyPosts(packed: Buffer, wanted: string[]): { emptied: number; packed: Buffer } {
  let emptied = 0;
  const posts = unpackOrNothing(packed).map((post) => {
    const text = post.body.toString('utf8').toLowerCase();
    if (!wanted.some((needle) => text.includes(needle))) return post;
    emptied += 1;
    return { ...post, body: EMPTY };
  });
  return { emptied, packed: emptied > 0 ? packPosts(posts) : packed };
}

// A row that cannot be read holds nothing that could be found; the clean-up drops it with its month.
function unpackOrNothing(packed: Buffer) {
  try {
    return unpackPosts(packed);
  } catch {
    return [];
  }
}

async function loadProcessed(db: Db, after: string, limit: number): Promise<{ id: string; posts: Buffer }[]> {
  const { rows } = await sql<{ id: string; posts: Buffer }>`
    SELECT id, posts FROM webhook_event WHERE id > ${after}::uuid AND processed_at IS NOT NULL ORDER BY id LIMIT ${limit}
  `.execute(db);
  return rows;
}

async function replacePosts(db: Db, id: string, posts: Buffer): Promise<void> {
  await sql`UPDATE webhook_event SET posts = ${posts} WHERE id = ${id}`.execute(db);
}

/** The count of people reached stays right: only who they were is taken from it. */
async function forgetNumbers(db: Db, numbers: string[]): Promise<void> {
  await sql`UPDATE portfolio_reach SET address = 'erased:' || gen_random_uuid() WHERE address = ANY (${numbers}::text[])`.execute(
    db,
  );
  await sql`UPDATE lane_pairs SET pairs = pairs - ${numbers}::text[] WHERE pairs ?| ${numbers}::text[]`.execute(
    db,
  );
  await sql`
    UPDATE inbound_message SET person = 'erased:' || id, phone = NULL, user_id = NULL, profile_name = NULL, text = NULL, payload = '{}', context_id = NULL, wamid = 'erased:' || id
    WHERE school_id IS NULL AND handled_at IS NOT NULL AND person = ANY (${numbers}::text[])
  `.execute(db);
}
