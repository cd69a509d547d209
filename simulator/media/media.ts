import type { Instant } from '../clock.ts';

/** An uploaded file. */
export type Media = {
  id: string;
  /** The number that uploaded it, or that it was sent to. */
  phoneNumberId: string | null;
  mimeType: string;
  fileName: string | null;
  sha256: string;
  bytes: Buffer;
  uploadedAt: Instant;
  /** When it is forgotten: 30 days after an upload, 7 after a person sent it. */
  expiresAt: Instant;
};
