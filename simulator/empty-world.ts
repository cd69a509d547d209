import { calm } from './chaos/chaos.ts';
import { startClock } from './clock.ts';
import { eventHub } from './control/event-hub.ts';
import { wireLog } from './control/wire-log.ts';
import { seededRandom } from './draw-random.ts';
import { emptyLedger } from './ledger/ledger.ts';
import { emptyBill } from './limits/bill.ts';
import { makeIds } from './make-ids.ts';
import { emptyRing } from './people/keep-messages.ts';
import { noPeople } from './people/keep-people.ts';
import type { Settings } from './settings.ts';
import { emptyShelf } from './templates/shelf.ts';
import { noWebhooks } from './webhooks/post-webhooks.ts';
import type { World } from './world.ts';

/** A world in which nothing has happened yet. */
export function emptyWorld(settings: Settings): World {
  const events = eventHub();
  return {
    settings,
    clock: startClock(settings.now),
    random: seededRandom(settings.seed),
    ids: makeIds(),
    accounts: new Map(),
    numbers: new Map(),
    people: noPeople(),
    messages: emptyRing(settings.keepMessages),
    ledger: emptyLedger(),
    bill: emptyBill(),
    tiers: new Map(),
    media: new Map(),
    templates: emptyShelf(),
    chaos: { now: calm() },
    webhooks: noWebhooks(),
    wire: wireLog(settings.keepWire, events),
    events,
    url: '',
  };
}
