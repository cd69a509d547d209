import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Json } from '../people/message.ts';
import type { SimulatorOptions } from '../settings.ts';
import { type Simulator, startSimulator } from '../start-simulator.ts';
import { callGraph, type GraphAnswer, sendText } from '../support/call-graph.ts';

/** How each error code of cloud-api.md section 4 comes about: one row a code, each in a simulator of its own. */
type Row = {
  code: number;
  how: string;
  options?: SimulatorOptions;
  /** Answers the refusal, or the accepted send whose `failed` status carries the code. */
  provoke: (simulator: Simulator) => Promise<GraphAnswer>;
  /** The code comes in a `failed` status after a 200. */
  later?: true;
};

/** HTTP statuses of cloud-api.md section 4; 400 where it names none else. */
const statusOf: Readonly<Record<number, number>> = {
  0: 401,
  2: 503,
  3: 500,
  10: 403,
  190: 401,
  200: 403,
  368: 403,
  130497: 403,
  131000: 500,
  131005: 403,
  131016: 500,
  131031: 403,
  131045: 500,
  131057: 500,
  132001: 404,
  133000: 500,
  133004: 503,
  134011: 403,
};

const school = '106540352242922';
const guardian = '+9779841000001';

const send = (simulator: Simulator, more: Json = {}) =>
  sendText(simulator.url, school, guardian, 'hello', more);
const graph = (simulator: Simulator, method: string, path: string, body?: Json) =>
  callGraph(method, `${simulator.url}/v26.0/${path}`, body);
const template = (name: string, components?: Json[], language = 'en') => ({
  type: 'template',
  text: undefined,
  template: { name, language: { code: language }, ...(components ? { components } : {}) },
});
const text = (...values: unknown[]) => values.map((value) => ({ type: 'text', text: value }));
const standing = (code: number, how: string, change: Json): Row => ({
  code,
  how,
  provoke: (simulator) => {
    simulator.numbers.put([{ phoneNumberId: school, ...change }]);
    return send(simulator);
  },
});
const chaos = (code: number, how: string): Row => ({
  code,
  how: `chaos: ${how}`,
  provoke: (simulator) => {
    simulator.chaos.set({ errors: [{ code, rate: 1 }] });
    return send(simulator);
  },
});
const marketing = async (simulator: Simulator) => {
  simulator.templates.put([
    {
      name: 'offer',
      language: 'en',
      category: 'MARKETING',
      components: [{ type: 'BODY', text: 'Come and see' }],
    },
  ]);
  return send(simulator, template('offer'));
};
const withTemplate =
  (body: string, components: Json[] | undefined, more: Json = {}) =>
  (simulator: Simulator) => {
    const variables = [...body.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]!);
    const example = more.parameter_format
      ? { body_text_named_params: variables.map((name) => ({ param_name: name, example: 'x' })) }
      : { body_text: [variables] };
    simulator.templates.put([
      {
        name: 'notice',
        language: 'en',
        category: 'UTILITY',
        components: [{ type: 'BODY', text: body, example }],
        ...more,
      },
    ]);
    return send(simulator, template('notice', components));
  };

const rows: Row[] = [
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
  {
    code: 131055,
    how: 'anything but a template on marketing_messages',
    provoke: (simulator) =>
      graph(simulator, 'POST', `${school}/marketing_messages`, {
        messaging_product: 'whatsapp',
        to: guardian,
        type: 'text',
        text: { body: 'x' },
      }),
  },
  chaos(131063, 'marketing belongs on marketing_messages'),
  {
    code: 134100,
    how: 'a utility template on marketing_messages',
    provoke: (simulator) => {
      simulator.templates.put([
        {
          name: 'notice',
          language: 'en',
          category: 'UTILITY',
          components: [{ type: 'BODY', text: 'Closed' }],
        },
      ]);
      return graph(simulator, 'POST', `${school}/marketing_messages`, {
        messaging_product: 'whatsapp',
        to: guardian,
        ...template('notice'),
      });
    },
  },
  chaos(134101, 'template is syncing'),
  chaos(134102, 'template unavailable'),
  {
    code: 131062,
    how: 'an authentication template to a business-scoped user id',
    provoke: (simulator) => {
      simulator.templates.put([
        {
          name: 'code',
          language: 'en',
          category: 'AUTHENTICATION',
          components: [
            { type: 'BODY' },
            { type: 'BUTTONS', buttons: [{ type: 'OTP', otp_type: 'COPY_CODE' }] },
          ],
        },
      ]);
      simulator.people.put([{ phone: guardian, name: 'Sita' }]);
      const [person] = simulator.world.people.byPhone.values();
      const components = [{ type: 'body', parameters: text('123') }];
      return send(simulator, { ...template('code', components), to: undefined, recipient: person!.userId });
    },
  },
  chaos(131064, 'templates were misclassified'),
  {
    code: 132000,
    how: 'one parameter for two variables',
    provoke: withTemplate('Dear {{1}}, {{2}} is off.', [{ type: 'body', parameters: text('a') }]),
  },
  {
    code: 132008,
    how: 'a named parameter the template does not have',
    provoke: withTemplate(
      'Dear {{name}}, hello.',
      [{ type: 'body', parameters: [{ type: 'text', parameter_name: 'nom', text: 'a' }] }],
      { parameter_format: 'named' },
    ),
  },
  {
    code: 132012,
    how: 'an image where text belongs',
    provoke: withTemplate('Dear {{1}}, hello.', [
      { type: 'body', parameters: [{ type: 'image', image: { link: 'https://x/y.png' } }] },
    ]),
  },
  {
    code: 132018,
    how: 'a line break in a parameter',
    provoke: withTemplate('Dear {{1}}, hello.', [{ type: 'body', parameters: text('a\nb') }]),
  },
  {
    code: 132001,
    how: 'a template nobody created',
    provoke: (simulator) => send(simulator, template('unknown', undefined, 'ne')),
  },
  {
    code: 132005,
    how: 'a body of more than 1,024 characters once filled',
    provoke: withTemplate('Dear {{1}}, hello.', [{ type: 'body', parameters: text('x'.repeat(1_024)) }]),
  },
  {
    code: 132007,
    how: 'a control character in a parameter',
    provoke: withTemplate('Dear {{1}}, hello.', [{ type: 'body', parameters: text('a\u0007b') }]),
  },
  {
    code: 132015,
    how: 'a paused template',
    provoke: (simulator) => {
      simulator.chaos.set({ templates: { notice: 'PAUSED' } });
      return withTemplate('Closed.', undefined)(simulator);
    },
  },
  {
    code: 132016,
    how: 'a disabled template',
    provoke: (simulator) => {
      simulator.chaos.set({ templates: { notice: 'DISABLED' } });
      return withTemplate('Closed.', undefined)(simulator);
    },
  },
  chaos(132068, 'the flow is blocked'),
  chaos(132069, 'the flow is throttled'),
  chaos(133000, 'an earlier deregistration did not finish'),
  chaos(133004, 'server unavailable'),
  {
    code: 133005,
    how: 'registering with a PIN that is not the number’s',
    provoke: async (simulator) => {
      await register(simulator, '111111');
      return register(simulator, '222222');
    },
  },
  {
    code: 133008,
    how: 'the sixth wrong PIN',
    provoke: async (simulator) => {
      await register(simulator, '111111');
      for (let i = 0; i < 5; i += 1) {
        await register(simulator, '222222');
        simulator.clock.move(2_000);
      }
      return register(simulator, '222222');
    },
  },
  {
    code: 133009,
    how: 'two wrong PINs within a second',
    provoke: async (simulator) => {
      await register(simulator, '111111');
      await register(simulator, '222222');
      return register(simulator, '222222');
    },
  },
  chaos(133006, 'the number must be verified again'),
  {
    code: 133010,
    how: 'sending after deregistration',
    provoke: async (simulator) => {
      await graph(simulator, 'POST', `${school}/deregister`, {});
      return send(simulator);
    },
  },
  {
    code: 133015,
    how: 'registering right after deregistration',
    provoke: async (simulator) => {
      await graph(simulator, 'POST', `${school}/deregister`, {});
      return register(simulator, '111111');
    },
  },
  {
    code: 133016,
    how: 'the eleventh registration in 72 hours',
    provoke: async (simulator) => {
      for (let i = 0; i < 10; i += 1) await register(simulator, '111111');
      return register(simulator, '111111');
    },
  },
  chaos(134011, 'payments terms'),
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

function register(simulator: Simulator, pin: string): Promise<GraphAnswer> {
  return graph(simulator, 'POST', `${school}/register`, { messaging_product: 'whatsapp', pin });
}

for (const { code, how, options, provoke, later } of rows) {
  test(`${code}: ${how}`, async () => {
    const simulator = await startSimulator({ ...options, seed: 1 });
    try {
      simulator.clock.freeze(true);
      const answer = await provoke(simulator);
      if (later) {
        assert.equal(answer.status, 200, JSON.stringify(answer.body));
        simulator.clock.move(5_000);
        const last = simulator.ledger.read().messages.at(-1)!;
        assert.equal(last.status, 'failed');
        assert.equal(last.failure, code);
        return;
      }
      const error = answer.body.error as Json;
      assert.equal(error?.code, code, JSON.stringify(answer.body));
      assert.equal(answer.status, statusOf[code] ?? 400);
      assert.match(String(error.fbtrace_id), /^A\w+$/);
    } finally {
      await simulator.close();
    }
  });
}
