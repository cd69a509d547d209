import { describePerson } from '../webhooks/describe-person.ts';
import { postUpdate } from '../webhooks/post-webhooks.ts';
import type { World } from '../world.ts';
import { changePhone } from './keep-people.ts';
import type { Person } from './person.ts';
import { sendAsPerson } from './send-as-person.ts';

/**
 * A person stops or resumes marketing messages: each number they talk with hears of it by a `user_preferences`
 * webhook, whose timestamp is an integer (cloud-api.md section 1).
 */
export function setMarketing(world: World, person: Person, stopped: boolean) {
  if (person.stoppedMarketing === stopped) return;
  person.stoppedMarketing = stopped;
  for (const { number } of person.threads.values()) {
    const described = describePerson(world, person, number);
    postUpdate(world, {
      kind: 'account',
      account: number.account,
      field: 'user_preferences',
      at: world.clock.now(),
      value: {
        messaging_product: 'whatsapp',
        metadata: { display_phone_number: number.digits, phone_number_id: number.id },
        contacts: [described.contact],
        user_preferences: [
          {
            ...(described.phone === undefined ? {} : { wa_id: described.phone }),
            user_id: described.userId,
            detail: stopped
              ? 'User requested to stop marketing messages'
              : 'User requested to resume marketing messages',
            category: 'marketing_messages',
            value: stopped ? 'stop' : 'resume',
            timestamp: Math.floor(world.clock.now() / 1000),
          },
        ],
      },
    });
  }
}

/** A person takes a new number: phone and business-scoped ids change, and `system` messages say so. */
export function takeNewNumber(world: World, person: Person, phone: string) {
  const before = changePhone(world, person, phone);
  for (const { number } of [...person.threads.values()]) {
    sendAsPerson(world, person, number, {
      type: 'system',
      from: before,
      system: {
        body: `User ${person.name} changed from ${before.phone} to ${phone}`,
        wa_id: phone,
        user_id: describePerson(world, person, number).userId,
        previous_user_id: before.userId,
        type: 'user_changed_number',
      },
    });
  }
}
