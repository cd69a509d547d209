import type { SenderStatus } from '#inbox/sweep-events.ts';
import { type DeliveryKey, unpackDeliveryKey } from '#send/delivery-key.ts';

/** All that a batch of statuses says of one delivery. Instants are milliseconds since 1970. */
export type Progress = {
  key: DeliveryKey;
  wamid: string;
  status: 'sent' | 'delivered' | 'read';
  sentAt?: number;
  deliveredAt?: number;
  readAt?: number;
};

export type Failure = { key: DeliveryKey; wamid: string; at: number; code: number; detail: string };

export type Collapsed = { progress: Progress[]; failures: Failure[]; foreign: SenderStatus[] };

const RANK = { sent: 1, delivered: 2, read: 3 };

/**
 * Brings the statuses of a batch to at most one step forward a delivery, in any order and any number of copies
 * (cloud-api.md section 1: delivery is concurrent and repeated). What carries no key of ours is `foreign`.
 */
export function collapseStatuses(statuses: SenderStatus[]): Collapsed {
  const progress = new Map<string, Progress>();
  const failures: Failure[] = [];
  const foreign: SenderStatus[] = [];
  for (const status of statuses) {
    const key = unpackDeliveryKey(status.opaque);
    if (!key) foreign.push(status);
    else if (status.status === 'failed')
      failures.push({
        key,
        wamid: status.wamid,
        at: status.at,
        code: status.error?.code ?? -1,
        detail: status.error?.detail ?? '',
      });
    else step(progress, key, status.status, status);
  }
  return { progress: [...progress.values()], failures, foreign };
}

function step(
  all: Map<string, Progress>,
  key: DeliveryKey,
  status: Progress['status'],
  { wamid, at }: SenderStatus,
): void {
  const id = `${key.messageId}${key.recipientId}${key.part}`;
  const one = all.get(id) ?? { key, wamid, status };
  all.set(id, one);
  if (RANK[status] > RANK[one.status]) one.status = status;
  const field = status === 'sent' ? 'sentAt' : status === 'delivered' ? 'deliveredAt' : 'readAt';
  one[field] = Math.min(one[field] ?? at, at);
}
