import type { ChaosBox } from './chaos/chaos.ts';
import type { Clock } from './clock.ts';
import type { EventHub } from './control/event-hub.ts';
import type { Wire } from './control/wire-log.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { Bill } from './limits/bill.ts';
import type { TierBook } from './limits/messaging-tier.ts';
import type { Ids } from './make-ids.ts';
import type { Media } from './media/media.ts';
import type { Account, BusinessNumber } from './numbers/number.ts';
import type { MessageRing } from './people/keep-messages.ts';
import type { People } from './people/keep-people.ts';
import type { Settings } from './settings.ts';
import type { TemplateShelf } from './templates/shelf.ts';
import type { Webhooks } from './webhooks/post-webhooks.ts';

/** Everything one simulator holds; the first argument of what acts on it. */
export type World = {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly random: () => number;
  readonly ids: Ids;
  readonly accounts: Map<string, Account>;
  readonly numbers: Map<string, BusinessNumber>;
  readonly people: People;
  readonly messages: MessageRing;
  readonly ledger: Ledger;
  readonly bill: Bill;
  readonly tiers: TierBook;
  readonly media: Map<string, Media>;
  readonly templates: TemplateShelf;
  readonly chaos: ChaosBox;
  readonly webhooks: Webhooks;
  readonly wire: Wire;
  readonly events: EventHub;
  /** The address this simulator answers on, known once it listens. */
  url: string;
};
