import { hash, randomBytes } from 'node:crypto';

/** Makes the ids Meta would make: message ids, object ids, trace ids. */
export type Ids = {
  /** `wamid.` and base64 holding the phone, as Meta's are. */
  message(phone: string, direction: 'business' | 'person'): string;
  /** A 16-digit object id; its first two digits tell the simulator what it was. */
  object(kind: 'media' | 'template' | 'flow'): string;
  trace(): string;
};

const objectPrefix = { media: '90', template: '80', flow: '70' } as const;

/** Ids differ between runs: a random start and a counter. */
export function makeIds(): Ids {
  const start = randomBytes(4).toString('hex').toUpperCase();
  const objectStart = String(randomBytes(4).readUInt32BE() % 10_000_000).padStart(7, '0');
  let messages = 0;
  let objects = 0;
  let traces = 0;
  return {
    message(phone, direction) {
      messages += 1;
      const count = messages.toString(16).toUpperCase();
      const tail =
        direction === 'business' ? start + count.padStart(10, '0') : `3A${start}${count.padStart(10, '0')}`;
      return messageId(phone, direction, tail);
    },
    object(kind) {
      objects += 1;
      return objectPrefix[kind] + objectStart + String(objects).padStart(7, '0');
    },
    trace() {
      traces += 1;
      return `A${start}${traces.toString(36).padStart(14, '0')}`;
    },
  };
}

/** Whether an id was made by `object(kind)` of some run of the simulator. */
export function looksLike(kind: 'media' | 'template' | 'flow', id: string): boolean {
  return id.length === 16 && id.startsWith(objectPrefix[kind]);
}

/**
 * The business-scoped user id of a person for a portfolio: country code, a point, letters and digits
 * (cloud-api.md section 1). `key` changes when the person changes number, and so does the id.
 */
export function businessScopedUserId(country: string, portfolioId: string, key: string): string {
  const digest = hash('sha256', `${portfolioId}/${key}`);
  return `${country}.${BigInt(`0x${digest.slice(0, 24)}`)
    .toString(36)
    .toUpperCase()
    .padStart(18, '0')}`;
}

function messageId(phone: string, direction: 'business' | 'person', tail: string): string {
  const mark = direction === 'business' ? '\x15\x02\x00\x11\x18' : '\x15\x02\x00\x12\x18';
  const raw = `\x1c\x18${String.fromCharCode(phone.length)}${phone}${mark}${String.fromCharCode(tail.length)}${tail}\x00`;
  return `wamid.${btoa(raw)}`;
}
