import type { Instant } from '../clock.ts';
import type { Json } from '../people/message.ts';

export type TemplateStatus =
  | 'PENDING'
  | 'APPROVED'
  | 'REJECTED'
  | 'PAUSED'
  | 'DISABLED'
  | 'ARCHIVED'
  | 'PENDING_DELETION';

/** A message template of one name in one language. */
export type Template = {
  id: string;
  accountId: string;
  name: string;
  language: string;
  category: 'MARKETING' | 'UTILITY' | 'AUTHENTICATION';
  status: TemplateStatus;
  parameterFormat: 'POSITIONAL' | 'NAMED';
  components: Json[];
  quality: 'GREEN' | 'YELLOW' | 'RED' | 'UNKNOWN';
  rejectedReason: string | null;
  createdAt: Instant;
  /** Times of edits made while approved: 1 in 24 h, 10 in 30 days. */
  editedAt: Instant[];
  /** Pauses so far: 3 h, 6 h, then disabled. */
  pauses: number;
  /** People who reported it since its last pause. */
  reports: number;
};
