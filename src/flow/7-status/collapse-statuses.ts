import type { SenderStatus } from '#inbox/sweep-events.ts';
import { type DeliveryKey, unpackDeliveryKey } from '#send/delivery-key.ts';

/** All that a batch of statuses says of one delivery. Instants are milliseconds since 1970. */
export type Progress = {
  /** Names the delivery, whichever try at it; batches are written in its order. */
  id: string;
  key: DeliveryKey;
  wamid: string;
  status: 'sent' | 'delivered' | 'read';
  sentAt?: number;
  deliveredAt?: number;
  readAt?: number;
};

export type Failure = { key: DeliveryKey; wamid: string; at: number; code: number; detail: string };

/** `byText` and `byDelivery` find what is in `progress`, by the key as Meta brings it and by the delivery. */
export type Collapsed = {
  progress: Progress[];
  failures: Failure[];
  foreign: SenderStatus[];
  byText: Map<string, Progress>;
  byDelivery: Map<string, Progress>;
};

export function nothingCollapsed(): Collapsed {
  return { progress: [], failures: [], foreign: [], byText: new Map(), byDelivery: new Map() };
}

const RANK = { sent: 1, delivered: 2, read: 3 };

/**
 * Brings the statuses of a batch to at most one step forward a delivery, in any order and any number of copies
 * (cloud-api.md section 1: delivery is concurrent and repeated). What carries no key of ours is `foreign`.
 * @param into what earlier parts of the batch came to; it is added to
 */
export function collapseStatuses(statuses: SenderStatus[], into: Collapsed = nothingCollapsed()): Collapsed {
  const { progress, failures, foreign, byText, byDelivery } = into;
  for (const status of statuses) {
    // Statuses of one try carry the very same text, so a key is unpacked once for all of them.
    const known = status.status === 'failed' ? undefined : byText.get(status.opaque ?? '');
    if (known) {
      step(known, status);
      continue;
    }
    const key = unpackDeliveryKey(status.opaque);
    if (!key) foreign.push(status);
    else if (status.status === 'failed') failures.push(toFailure(key, status));
    else {
      const id = `${key.schoolId}${key.messageId}${key.recipientId}${key.part}`;
      let one = byDelivery.get(id);
      if (!one) {
        one = { id, key, wamid: status.wamid, status: status.status };
        byDelivery.set(id, one);
        progress.push(one);
      }
      byText.set(status.opaque!, one);
      step(one, status);
    }
  }
  return into;
}

function toFailure(key: DeliveryKey, { wamid, at, error }: SenderStatus): Failure {
  return { key, wamid, at, code: error?.code ?? -1, detail: error?.detail ?? '' };
}

function step(one: Progress, { status, at }: SenderStatus): void {
  if (status === 'failed') return;
  if (RANK[status] > RANK[one.status]) one.status = status;
  if (status === 'sent') one.sentAt = Math.min(one.sentAt ?? at, at);
  else if (status === 'delivered') one.deliveredAt = Math.min(one.deliveredAt ?? at, at);
  else one.readAt = Math.min(one.readAt ?? at, at);
}
