import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readButtonId } from './button-ids.ts';
import { countCharacters, limits } from './limits.ts';
import type { MessagePayload } from './payload.ts';
import { buttonsMessage, buttonTitle, type Choice, choicesMessage } from './render-choices.ts';
import { withButtons } from './render-free-form.ts';
import { classWords } from './words/class-words.ts';
import { sameInBoth } from './words/list-words.ts';

test('three classes are buttons, four a list', () => {
  const choices = ['5A', '5B', '5C', '5D'].map((name) => ({ id: name, title: classWords(name) }));
  assert.deepEqual(choicesMessage('कुन कक्षा?', choices.slice(0, 2), 'ne', 'd1'), [
    {
      type: 'interactive',
      interactive: {
        type: 'button',
        body: { text: 'कुन कक्षा?' },
        action: {
          buttons: [
            { type: 'reply', reply: { id: 'choose:d1:5A', title: 'कक्षा ५ क' } },
            { type: 'reply', reply: { id: 'choose:d1:5B', title: 'कक्षा ५ ख' } },
          ],
        },
      },
    },
  ]);
  const [list] = choicesMessage('Which class?', choices, 'en', 'd1');
  assert.deepEqual(list, {
    type: 'interactive',
    interactive: {
      type: 'list',
      body: { text: 'Which class?' },
      action: {
        button: 'Choose',
        sections: [{ rows: choices.map(({ id, title }) => ({ id: `choose:d1:${id}`, title: title.en })) }],
      },
    },
  });
});

test('two pupils of one name are told apart in a list, and a long name is whole in its second line', () => {
  const long = 'Sita Kumari Chaudhary Tharuni Devi';
  const choices = [
    { id: '7', title: sameInBoth('Sita'), detail: { en: 'Roll 7', ne: 'रोल ७' } },
    { id: '19', title: sameInBoth(long), detail: { en: 'Roll 19', ne: 'रोल १९' } },
  ];
  const [message] = choicesMessage('Which?', choices, 'en', 'd1');
  assert.deepEqual(rowsOf(message!), [
    { id: 'choose:d1:7', title: 'Sita', description: 'Roll 7' },
    { id: 'choose:d1:19', title: 'Sita Kumari Chaudhary…', description: `${long}, Roll 19` },
  ]);
});

test('two choices that read alike are never buttons, since WhatsApp refuses equal titles', () => {
  const choices = ['7', '19'].map((id): Choice => ({ id, title: sameInBoth('Sita') }));
  const [message] = choicesMessage('Which?', choices, 'en', 'd1');
  assert.deepEqual(
    rowsOf(message!).map(({ id }) => id),
    ['choose:d1:7', 'choose:d1:19'],
  );
});

test('any choices keep the limits, and each can be told from its answer', () => {
  const title = fc
    .string({ unit: fc.constantFrom('क', 'ि', 'a', ' ', '👩‍👩‍👧‍👦'), minLength: 1, maxLength: 40 })
    .map((name) => `न${name}`);
  const choice = fc.record({ id: fc.stringMatching(/^[0-9A-Za-z:]{1,10}$/), title: title.map(sameInBoth) });
  const choices = fc.uniqueArray(choice, { maxLength: 15, size: 'max', selector: ({ id }) => id });
  fc.assert(
    fc.property(choices, fc.constantFrom('en' as const, 'both' as const), (given, language) => {
      const messages = choicesMessage('Which?', given, language, 'draft');
      for (const message of messages) {
        const offered = [...rowsOf(message), ...buttonsOf(message)];
        assert.ok(
          rowsOf(message).length <= limits.listRows && buttonsOf(message).length <= limits.replyButtons,
        );
        for (const row of rowsOf(message)) assert.ok(countCharacters(row.title) <= limits.listRowTitle);
        for (const { title } of buttonsOf(message))
          assert.ok(countCharacters(title) <= limits.replyButtonTitle);
        assert.equal(new Set(buttonsOf(message).map(({ title }) => title)).size, buttonsOf(message).length);
        if (message.type === 'interactive') {
          assert.deepEqual(
            offered.map(({ id }) => readButtonId(id)?.choice),
            given.map(({ id }) => id),
          );
        }
      }
      if (messages.every(({ type }) => type === 'text'))
        assert.ok(given.length === 0 || given.length > limits.listRows);
    }),
    { numRuns: 500 },
  );
});

test('a reader of both sees both titles where they fit', () => {
  assert.equal(buttonTitle('undo', 'both'), 'रद्द गर्ने / Undo');
  assert.equal(buttonTitle('correction', 'both'), 'सच्याएर पठाउने');
  assert.deepEqual(buttonsOf(buttonsMessage('?', ['yes', 'no'], 'both', 'r')), [
    { id: 'yes:r', title: 'हो / Yes' },
    { id: 'no:r', title: 'होइन / No' },
  ]);
});

test('a long text goes before its buttons, whole', () => {
  const text = 'एक दुई तीन। '.repeat(500).trim();
  const messages = withButtons(text, ['send', 'doNotSend'], 'ne', 'r');
  assert.deepEqual(
    messages.map(({ type }) => type),
    ['text', 'text', 'interactive'],
  );
  const shown = messages.map((message) =>
    message.type === 'text'
      ? message.text.body
      : message.type === 'interactive'
        ? message.interactive.body.text
        : '',
  );
  assert.equal(shown.join(' '), text);
  assert.ok(countCharacters(shown.at(-1)!) <= limits.interactiveBody);
});

function rowsOf(message: MessagePayload) {
  if (message.type !== 'interactive' || message.interactive.type !== 'list') return [];
  return message.interactive.action.sections.flatMap(({ rows }) => rows);
}

function buttonsOf(message: MessagePayload) {
  if (message.type !== 'interactive' || message.interactive.type !== 'button') return [];
  return message.interactive.action.buttons.map(({ reply }) => reply);
}
