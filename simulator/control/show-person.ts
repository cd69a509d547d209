import type { Person } from '../people/person.ts';
import { lastLine } from '../people/show-bubble.ts';

/** A person as the control API lists them. */
export function showPerson(person: Person) {
  let unread = 0;
  let last: ReturnType<typeof lastLine> = null;
  for (const thread of person.threads.values()) {
    unread += thread.unread;
    const line = lastLine(thread);
    if (line && (!last || line.at > last.at)) last = line;
  }
  return {
    phone: person.phone,
    userId: person.userId,
    name: person.name,
    username: person.username,
    about: person.about,
    habit: person.habit,
    online: person.online && person.habit !== 'offline',
    onWhatsApp: person.onWhatsApp,
    blocked: person.blocked,
    hidePhone: person.phoneShape === 'shown' ? false : person.phoneShape,
    receipts: person.receipts,
    stoppedMarketing: person.stoppedMarketing,
    inExperiment: person.inExperiment,
    pinned: person.pinned,
    unread,
    last,
  };
}
