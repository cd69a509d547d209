import { type Problem, problem } from '../graph/problem.ts';

const kilobyte = 1_024;
const megabyte = 1_024 * kilobyte;

/** What may be uploaded, and the most bytes of each (cloud-api.md section 2). */
const limits: Readonly<Record<string, number>> = {
  'image/jpeg': 5 * megabyte,
  'image/png': 5 * megabyte,
  // Stickers: 100 KB still, 500 KB animated.
  'image/webp': 500 * kilobyte,
  'audio/aac': 16 * megabyte,
  'audio/amr': 16 * megabyte,
  'audio/mpeg': 16 * megabyte,
  'audio/mp4': 16 * megabyte,
  'audio/ogg': 16 * megabyte,
  'video/mp4': 16 * megabyte,
  'video/3gpp': 16 * megabyte,
  'text/plain': 100 * megabyte,
  'application/pdf': 100 * megabyte,
  'application/msword': 100 * megabyte,
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 100 * megabyte,
  'application/vnd.ms-excel': 100 * megabyte,
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 100 * megabyte,
  'application/vnd.ms-powerpoint': 100 * megabyte,
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 100 * megabyte,
};

/** Checks an upload's type and size. The parameters of a type (`; codecs=opus`) do not count. */
export function checkFile(mimeType: string, bytes: Buffer): Problem | null {
  const plain = mimeType.split(';')[0]!.trim().toLowerCase();
  const most = limits[plain];
  if (most === undefined) {
    return problem(
      100,
      `Param file must be a file with one of the following types: ${Object.keys(limits).join(', ')}. Received file of type '${plain}'.`,
    );
  }
  if (bytes.length === 0) return problem(131053, 'The file is empty.');
  const limit = plain === 'image/webp' && !isAnimated(bytes) ? 100 * kilobyte : most;
  if (bytes.length <= limit) return null;
  return problem(
    131053,
    `The file of ${bytes.length} bytes is larger than the ${limit} bytes allowed for ${plain}.`,
  );
}

/** An extended WebP file (VP8X) whose animation flag is set. */
function isAnimated(bytes: Buffer): boolean {
  return bytes.length > 20 && bytes.toString('latin1', 12, 16) === 'VP8X' && (bytes[20]! & 0x02) !== 0;
}
