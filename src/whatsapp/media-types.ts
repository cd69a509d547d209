const MEGABYTE = 1_024 * 1_024;

/**
 * The most bytes of each type of file that is passed on. The types are those that can be sent (cloud-api.md section 2);
 * documents are held to 16 MB of Meta's 100, for the sake of those who must load them (ADR 0029).
 */
const mostBytes: Readonly<Record<string, number>> = {
  'image/jpeg': 5 * MEGABYTE,
  'image/png': 5 * MEGABYTE,
  'audio/aac': 16 * MEGABYTE,
  'audio/amr': 16 * MEGABYTE,
  'audio/mpeg': 16 * MEGABYTE,
  'audio/mp4': 16 * MEGABYTE,
  'audio/ogg': 16 * MEGABYTE,
  'video/mp4': 16 * MEGABYTE,
  'video/3gpp': 16 * MEGABYTE,
  'text/plain': 16 * MEGABYTE,
  'application/pdf': 16 * MEGABYTE,
  'application/msword': 16 * MEGABYTE,
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 16 * MEGABYTE,
  'application/vnd.ms-excel': 16 * MEGABYTE,
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 16 * MEGABYTE,
  'application/vnd.ms-powerpoint': 16 * MEGABYTE,
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 16 * MEGABYTE,
};

/**
 * The most bytes that a file of this type may have; undefined where the type cannot be sent.
 * @param mimeType with or without parameters, such as `audio/ogg; codecs=opus`
 */
export function mostBytesOf(mimeType: string): number | undefined {
  return mostBytes[mimeType.split(';')[0]!.trim().toLowerCase()];
}

/** The same in whole megabytes, as people are told. */
export function mostMegabytesOf(mimeType: string): number {
  return Math.floor((mostBytesOf(mimeType) ?? 16 * MEGABYTE) / MEGABYTE);
}
