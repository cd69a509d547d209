/** Which delivery, and which try at it: what travels with a send and comes back with each of its statuses. */
export type DeliveryKey = {
  schoolId: string;
  messageId: string;
  recipientId: string;
  part: number;
  attempt: number;
};

const BYTES = 16 * 3 + 1 + 2;
const PREFIX = 'c1.';

/** The key as `biz_opaque_callback_data`: 71 characters, no personal data in them (Meta's limit is taken to be 512). */
export function packDeliveryKey(key: DeliveryKey): string {
  const bytes = Buffer.allocUnsafe(BYTES);
  writeUuid(bytes, key.schoolId, 0);
  writeUuid(bytes, key.messageId, 16);
  writeUuid(bytes, key.recipientId, 32);
  bytes[48] = key.part;
  bytes.writeUInt16BE(key.attempt, 49);
  return PREFIX + bytes.toString('base64url');
}

/** The key of a status; undefined where the status is of a message that was not sent by us. */
export function unpackDeliveryKey(opaque: string | undefined): DeliveryKey | undefined {
  if (!opaque?.startsWith(PREFIX)) return undefined;
  const bytes = Buffer.from(opaque.slice(PREFIX.length), 'base64url');
  if (bytes.length !== BYTES) return undefined;
  return {
    schoolId: readUuid(bytes, 0),
    messageId: readUuid(bytes, 16),
    recipientId: readUuid(bytes, 32),
    part: bytes[48]!,
    attempt: bytes.readUInt16BE(49),
  };
}

function writeUuid(bytes: Buffer, id: string, at: number): void {
  bytes.write(id.replaceAll('-', ''), at, 16, 'hex');
}

function readUuid(bytes: Buffer, at: number): string {
  const hex = bytes.toString('hex', at, at + 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
