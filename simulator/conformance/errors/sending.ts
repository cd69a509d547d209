import type { Json } from '../../people/message.ts';
import { sendText } from '../../support/call-graph.ts';
import { chaos, graph, guardian, marketing, type Row, school, send, standing } from './provoke.ts';

/** Codes of plain sends: tokens, accounts, people, limits. */
export const sendingErrors: Row[] = [
  chaos(0, 'the token could not be checked'),
  {
    code: 190,
    how: 'a token that is not among accessTokens',
    options: { accessTokens: ['the-real-one'] },
    provoke: (simulator) => send(simulator),
  },
  chaos(3, 'no capability'),
  chaos(10, 'permission missing'),
  chaos(200, 'permission missing'),
  chaos(131005, 'access denied'),
  chaos(1, 'unknown error'),
  chaos(2, 'service down'),
  chaos(4, 'too many calls of the app'),
  {
    code: 80007,
    how: 'more management calls in an hour than the WABA may make',
    options: { limits: { managementCallsPerHour: 2 } },
    provoke: async (simulator) => {
      await graph(simulator, 'GET', '100000000000001/message_templates');
      await graph(simulator, 'GET', '100000000000001/phone_numbers');
      return graph(simulator, 'GET', '100000000000001/message_templates');
    },
  },
  standing(33, 'the number was deleted', { standing: 'deleted' }),
  {
    code: 100,
    how: 'a text of 4,097 characters',
    provoke: (simulator) => send(simulator, { text: { body: 'x'.repeat(4_097) } }),
  },
  {
    code: 131008,
    how: 'a text without its object',
    provoke: (simulator) => send(simulator, { text: undefined, type: 'text' }),
  },
  {
    code: 131009,
    how: 'a button title of 21 characters',
    provoke: (simulator) =>
      send(simulator, {
        type: 'interactive',
        interactive: {
          type: 'button',
          body: { text: 'Well?' },
          action: { buttons: [{ type: 'reply', reply: { id: 'a', title: 'x'.repeat(21) } }] },
        },
      }),
  },
  standing(368, 'the account broke a policy', { accountStanding: 'policy-blocked' }),
  standing(131031, 'the account is locked', { accountStanding: 'locked' }),
  {
    code: 130403,
    how: 'the business has blocked this person',
    provoke: async (simulator) => {
      await graph(simulator, 'POST', `${school}/block_users`, {
        messaging_product: 'whatsapp',
        block_users: [{ user: guardian }],
      });
      return send(simulator);
    },
  },
  {
    code: 130429,
    how: 'more than 80 messages in a second',
    provoke: async (simulator) => {
      for (let i = 0; i < 80; i += 1) await sendText(simulator.url, school, `+97798410001${10 + i}`, 'hello');
      return send(simulator);
    },
  },
  {
    code: 130472,
    how: 'a marketing template to a person of the experiment group',
    later: true,
    provoke: (simulator) => {
      simulator.people.change(guardian, { inExperiment: true });
      return marketing(simulator);
    },
  },
  standing(130497, 'a person in a country the business may not write to', { restrictedCountries: ['NP'] }),
  chaos(131000, 'something went wrong'),
  chaos(131016, 'service unavailable'),
  {
    code: 131021,
    how: 'the number writes to itself',
    provoke: (simulator) => {
      simulator.numbers.put([{ phoneNumberId: school, displayPhoneNumber: guardian }]);
      return send(simulator);
    },
  },
  {
    code: 131026,
    how: 'the person is not on WhatsApp',
    later: true,
    provoke: (simulator) => {
      simulator.people.change(guardian, { onWhatsApp: false });
      return send(simulator);
    },
  },
  standing(131030, 'a test number and a phone it does not list', { allowedRecipients: ['+9779841000099'] }),
  standing(131037, 'the display name is not approved', { standing: 'pending-name' }),
  {
    code: 131042,
    how: 'no payment method, and the free service messages are used up',
    later: true,
    options: { limits: { paymentMethod: false, freeServiceMessages: 1 } },
    provoke: async (simulator) => {
      simulator.people.say(guardian, school, 'hi');
      await send(simulator);
      simulator.clock.move(5_000);
      return send(simulator);
    },
  },
  standing(131045, 'the number’s registration is broken', { standing: 'needs-registration' }),
  {
    code: 131047,
    how: 'free-form after 24 hours of silence',
    later: true,
    provoke: (simulator) => {
      simulator.people.say(guardian, school, 'hi');
      simulator.clock.move(24 * 60 * 60 * 1000);
      return send(simulator);
    },
  },
  standing(131048, 'people reported the number as spam', { standing: 'spam-limited' }),
  {
    code: 131049,
    how: 'more marketing in a day than a person takes',
    later: true,
    options: { limits: { marketingPerPersonPerDay: 1 } },
    provoke: async (simulator) => {
      await marketing(simulator);
      simulator.clock.move(10_000);
      return marketing(simulator);
    },
  },
  {
    code: 131050,
    how: 'marketing to a person who stopped it',
    later: true,
    provoke: (simulator) => {
      simulator.people.change(guardian, { stoppedMarketing: true });
      return marketing(simulator);
    },
  },
  chaos(131051, 'unsupported type'),
  chaos(131052, 'the file could not be fetched'),
  {
    code: 131053,
    how: 'a PNG of more than 5 MB',
    provoke: async (simulator) => {
      const form = new FormData();
      form.set('messaging_product', 'whatsapp');
      form.set('file', new Blob([Buffer.alloc(5 * 1_024 * 1_024 + 1)], { type: 'image/png' }), 'a.png');
      const response = await fetch(`${simulator.url}/v26.0/${school}/media`, {
        method: 'POST',
        headers: { authorization: 'Bearer t' },
        body: form,
      });
      return { status: response.status, body: (await response.json()) as Json };
    },
  },
  {
    code: 131056,
    how: 'the 46th message of a burst to one person',
    provoke: async (simulator) => {
      for (let i = 0; i < 45; i += 1) await send(simulator);
      return send(simulator);
    },
  },
  standing(131057, 'the number is being upgraded', { standing: 'maintenance' }),
  chaos(135000, 'generic error'),
  {
    code: 137000,
    how: 'an identity hash that is not the person’s',
    provoke: (simulator) => send(simulator, { recipient_identity_key_hash: 'old' }),
  },
  chaos(131020, 'groups: not found'),
  chaos(131041, 'groups: failed'),
  {
    code: 131059,
    how: 'a group, without an official business account',
    provoke: (simulator) => send(simulator, { recipient_type: 'group' }),
  },
  chaos(131201, 'groups'),
];
