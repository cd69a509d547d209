import { z } from 'zod';

/** The types of messages that bring a file along and can be passed on. */
export const MEDIA_TYPES = ['image', 'document', 'audio', 'video'] as const;

export type MediaType = (typeof MEDIA_TYPES)[number];

/** A file as a person sent it, by Meta's id, which is good for seven days. `sha256` is in lowercase hex. */
export type InboundMedia = {
  type: MediaType;
  sourceId: string;
  mimeType: string;
  sha256: string;
  filename?: string;
};

/** What an inbound message brings: a file, one larger than Meta itself lets through (131052), or none that can be read. */
export type ReadMedia =
  | { kind: 'media'; media: InboundMedia }
  | { kind: 'too_large' }
  | { kind: 'unreadable' };

const shape = z.looseObject({
  id: z.string().min(1),
  mime_type: z.string().min(1),
  sha256: z.string(),
  filename: z.string().optional(),
});

const errorsShape = z.array(z.looseObject({ code: z.number() }));

/**
 * Reads the file of an inbound message (cloud-api.md section 1, table of types); undefined where it is of a type that
 * brings none.
 */
export function readMedia(payload: Record<string, unknown>): ReadMedia | undefined {
  const type = MEDIA_TYPES.find((known) => known === payload.type);
  if (!type) return undefined;
  const errors = errorsShape.safeParse(payload.errors).data ?? [];
  if (errors.some(({ code }) => code === TOO_LARGE_FOR_META)) return { kind: 'too_large' };
  const read = shape.safeParse(payload[type]).data;
  const sha256 = read && toHex(read.sha256);
  if (!read || !sha256) return { kind: 'unreadable' };
  const { id: sourceId, mime_type: mimeType, filename } = read;
  return {
    kind: 'media',
    media: { type, sourceId, mimeType, sha256, ...(filename && type === 'document' ? { filename } : {}) },
  };
}

const TOO_LARGE_FOR_META = 131052;

/** A SHA-256 as Meta writes it, in base64 (webhooks) or hex (look-ups), in lowercase hex; undefined where it is none. */
export function toHex(sha256: string): string | undefined {
  if (/^[0-9a-f]{64}$/i.test(sha256)) return sha256.toLowerCase();
  const bytes = Buffer.from(sha256, 'base64');
  return bytes.length === 32 ? bytes.toString('hex') : undefined;
}
