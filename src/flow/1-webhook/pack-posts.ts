import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

/** One POST as it came: its raw bytes, and the request id its caller gave it, if any. */
export type Post = { requestId: string | undefined; body: Buffer };

const PLAIN = 1;
const ZSTD = 2;
const KIND_BYTES = 1;
const ID_LENGTH_BYTES = 1;
const BODY_LENGTH_BYTES = 4;

// What fits into a page of the database beside its row is left as it is: compressing it would save nothing.
const LEFT_PLAIN_BYTES = 1_500;
// The fastest that still sees how alike statuses are: a fifth of their size for about a microsecond each.
const LEVEL = { [constants.ZSTD_c_compressionLevel]: -3 };
// What is handed to the database outlives young garbage, with all of the room it was written into: little room, in place of
// 16 KB of which most stays empty, and memory under load stays lower by tens of megabytes.
const ROOM_BYTES = 2_048;
// Statuses are written out by about five times: room for all of it at once need not be put together from pieces.
const USUAL_RATIO = 6;
// More than a group commit and its last body can be, so only a broken row meets it.
const MOST_BYTES = 32 * 1024 * 1024;

/**
 * Puts POSTs into the bytes of one row: a byte that says how, then for each its request id and its body, both after
 * their lengths (1 byte; 4 bytes, big-endian). Bodies come out byte for byte, in their order.
 */
export function packPosts(posts: Post[]): Buffer {
  let size = KIND_BYTES;
  for (const { requestId, body } of posts)
    size += ID_LENGTH_BYTES + (requestId?.length ?? 0) + BODY_LENGTH_BYTES + body.length;
  const bytes = Buffer.allocUnsafe(size);
  bytes[0] = PLAIN;
  let at = KIND_BYTES;
  for (const { requestId, body } of posts) {
    // A request id is ASCII and at most 64 long (requestIdOf).
    const length = requestId ? bytes.write(requestId, at + ID_LENGTH_BYTES, 'latin1') : 0;
    bytes[at] = length;
    at += ID_LENGTH_BYTES + length;
    bytes.writeUInt32BE(body.length, at);
    at += BODY_LENGTH_BYTES;
    body.copy(bytes, at);
    at += body.length;
  }
  if (size <= LEFT_PLAIN_BYTES) return bytes;
  const small = zstdCompressSync(bytes.subarray(KIND_BYTES), { params: LEVEL, chunkSize: ROOM_BYTES });
  return Buffer.concat([Buffer.of(ZSTD), small]);
}

/**
 * The POSTs of a row.
 * @throws when the bytes are not what {@link packPosts} makes
 */
export function unpackPosts(packed: Buffer): Post[] {
  const bytes = unwrap(packed);
  const posts: Post[] = [];
  for (let at = 0; at < bytes.length; ) {
    const idLength = bytes.readUInt8(at);
    const bodyAt = at + ID_LENGTH_BYTES + idLength + BODY_LENGTH_BYTES;
    const end = bodyAt + bytes.readUInt32BE(bodyAt - BODY_LENGTH_BYTES);
    if (end > bytes.length) throw new Error('packed POSTs end in the midst of one');
    const requestId = idLength > 0 ? bytes.toString('latin1', at + 1, at + 1 + idLength) : undefined;
    posts.push({ requestId, body: bytes.subarray(bodyAt, end) });
    at = end;
  }
  return posts;
}

function unwrap(packed: Buffer): Buffer {
  if (packed[0] === PLAIN) return packed.subarray(KIND_BYTES);
  if (packed[0] === ZSTD)
    return zstdDecompressSync(packed.subarray(KIND_BYTES), {
      chunkSize: ROOM_BYTES + packed.length * USUAL_RATIO,
      maxOutputLength: MOST_BYTES,
    });
  throw new Error(`packed POSTs begin with ${packed[0]}`);
}

/**
 * The id of the nth POST of an event: of the event's time, in the order of the POSTs, and the same whenever it is asked for.
 * It stands for the request where its caller named none.
 */
export function idOfPost(eventId: string, nth: number): string {
  return `${eventId.slice(0, 28)}${nth.toString(16).padStart(8, '0')}`;
}
