import type { KnownText } from '#outbox/handle-inbound.ts';
import type { InboundRow } from '#outbox/queries.ts';
import { type ReadMedia, readMedia } from '#whatsapp/read-media.ts';

/** What a person said at once: a text, or files of which one may have words, with the other messages that belong to it. */
export type Utterance = { text: KnownText; others: InboundRow[]; files: ReadMedia[] };

/**
 * WhatsApp sends each picture of an album as a message of its own and does not say that they belong together (ADR 0029).
 * So files of one person that follow each other are one utterance, with the words of the one that has some. Words of a
 * second one, or a reply to something else, begin the next.
 */
export function gatherAlbums(texts: KnownText[]): Utterance[] {
  const utterances: Utterance[] = [];
  const latest = new Map<string, Utterance>();
  for (const text of texts) {
    const { row } = text;
    const file = readMedia(row.payload);
    const open = latest.get(row.person);
    if (file && open && belongsTo(row, open)) {
      open.files.push(file);
      if (hasWords(row)) {
        open.others.push(open.text.row);
        open.text = text;
      } else open.others.push(row);
      continue;
    }
    const utterance = { text, others: [], files: file ? [file] : [] };
    utterances.push(utterance);
    latest.set(row.person, utterance);
  }
  return utterances;
}

function belongsTo(row: InboundRow, { files, text }: Utterance): boolean {
  return files.length > 0 && row.context_id === text.row.context_id && !(hasWords(row) && hasWords(text.row));
}

function hasWords(row: InboundRow): boolean {
  return (row.text ?? '').trim() !== '';
}
