import { chaos, graph, guardian, type Row, school, send, template, text, withTemplate } from './provoke.ts';

/** Codes of templates, flows and marketing. */
export const templateErrors: Row[] = [
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
];
