import { clearPoliteness } from './clear-politeness.ts';
import { findBreaks } from './find-breaks.ts';
import { openPage } from './page.ts';
import { readAnnouncement } from './read-announcement.ts';
import { readDailyUpdate } from './read-daily-update.ts';
import type { Draft, Reading, UnderstandInput } from './reading.ts';

/**
 * What a text means, by the contract in understanding.md. Pure: the same input gives the same reading.
 * Never throws for any text; when in doubt the reading asks instead of acting.
 */
export function understand(input: UnderstandInput): Reading {
  return { id: input.id, ...readText(input) };
}

function readText(input: UnderstandInput): Draft {
  const page = openPage(input.text, input);
  const breaks = findBreaks(page);
  const body = clearPoliteness(page, breaks);
  if (input.role === 'guardian') return { intent: 'reply', ask: null, text: input.text };
  const announcement = readAnnouncement(page, input, body, breaks);
  if (announcement !== null) return announcement;
  if (body.length === 0) return { intent: 'unknown', ask: null };
  return readDailyUpdate(page, input, body, breaks);
}
