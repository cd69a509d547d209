import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Language } from './language.ts';
import { countCharacters, limits } from './limits.ts';
import type { Notice, NoticeMedia } from './notice.ts';
import { noticeText } from './notice-text.ts';
import type { MessagePayload, TemplatePayload } from './payload.ts';
import { renderFreeForm, renderWhole } from './render-free-form.ts';
import { renderTemplateMessage, templateNamesOf } from './render-template-message.ts';
import { classWords } from './words/class-words.ts';

const aarav = { name: { en: 'Aarav Sharma', ne: 'आरव शर्मा' }, class: '5A' };
const sita = { name: { en: 'Sita Sharma', ne: 'सीता शर्मा' }, class: 'LKG' };
const thapa = { en: 'Hari Thapa', ne: 'हरि थापा' };
const school = { en: 'Jana Jyoti School', ne: 'जनज्योति विद्यालय' };
const friday = { en: 'Friday, 11 Mangsir', ne: 'शुक्रबार, ११ मंसिर' };

test('a daily update, free-form, in the words of each language and with the sender’s own as typed', () => {
  const notice: Notice = {
    kind: 'update',
    children: [aarav],
    sender: thapa,
    updates: [
      {
        subject: 'mathematics',
        topic: 'fractions',
        homework: 'p 45',
        due: friday,
        understanding: 'weak',
        note: 'bring ruler',
      },
      { subject: 'science', topic: 'बिरुवा' },
    ],
  };
  assert.equal(
    noticeText(notice, 'ne'),
    '📘 *आरव शर्मा* (कक्षा ५ क)\n\n*गणित*\nपाठ: fractions\nगृहकार्य: p 45\nबुझाउने दिन: शुक्रबार, ११ मंसिर\n' +
      'कक्षाको बुझाइ: अझै अभ्यास चाहिन्छ\nथप कुरा: bring ruler\n\n*विज्ञान*\nपाठ: बिरुवा\n\n— हरि थापा',
  );
  assert.equal(
    noticeText(notice, 'en'),
    '📘 *Aarav Sharma* (Class 5A)\n\n*Mathematics*\nLesson: fractions\nHomework: p 45\nHand in on: Friday, 11 Mangsir\n' +
      'How the class understood: needs more practice\nNote: bring ruler\n\n*Science*\nLesson: बिरुवा\n\n— Hari Thapa',
  );
  assert.equal(noticeText(notice, 'both'), `${noticeText(notice, 'ne')}\n\n${noticeText(notice, 'en')}`);
  assert.match(noticeText({ ...notice, correction: true }, 'ne'), /^✏️ \*सच्याइएको सन्देश\*: \*आरव/u);
});

test('a notice to a reader of both tells the typed words once', () => {
  const notice: Notice = { kind: 'announcement', school, text: 'भोलि बिदा।\nParsi open.', urgent: true };
  assert.equal(
    noticeText(notice, 'both'),
    '❗ *जरुरी सूचना*, जनज्योति विद्यालय\n❗ *Urgent notice*, Jana Jyoti School\n\nभोलि बिदा।\nParsi open.',
  );
});

test('an absence of two children is one message with three answers', () => {
  const [message, ...others] = renderFreeForm(
    { kind: 'absence', children: [aarav, sita], date: friday },
    'ne',
    'a1',
  );
  assert.deepEqual(others, []);
  assert.deepEqual(message, {
    type: 'interactive',
    interactive: {
      type: 'button',
      body: {
        text:
          '🔔 *आरव शर्मा* (कक्षा ५ क) र *सीता शर्मा* (एलकेजी)\nशुक्रबार, ११ मंसिर: विद्यालयमा अनुपस्थित जनाइएको छ।\n' +
          'कृपया तलबाट कारण थिच्नुहोस्। गल्ती भएको भए हामीलाई लेख्नुहोस्।',
      },
      action: {
        buttons: [
          { type: 'reply', reply: { id: 'sick:a1', title: 'बिरामी' } },
          { type: 'reply', reply: { id: 'leave:a1', title: 'बिदामा' } },
          { type: 'reply', reply: { id: 'didNotKnow:a1', title: 'थाहा थिएन' } },
        ],
      },
    },
  });
});

test('the same absence as a template', () => {
  const { payload, kind } = renderTemplateMessage(
    { kind: 'absence', children: [aarav], date: friday },
    'en',
    'a1',
  );
  assert.equal(kind, 'whole');
  assert.deepEqual(payload.template, {
    name: 'absence_alert_en',
    language: { code: 'en' },
    components: [
      {
        type: 'body',
        parameters: [
          { type: 'text', text: '*Aarav Sharma* (Class 5A)' },
          { type: 'text', text: 'Friday, 11 Mangsir' },
        ],
      },
      ...['sick', 'leave', 'didNotKnow'].map((action, index) => ({
        type: 'button',
        sub_type: 'quick_reply',
        index: String(index),
        parameters: [{ type: 'payload', payload: `${action}:a1` }],
      })),
    ],
  });
});

test('a photo and a document travel in the header, a voice note behind a button', () => {
  const base = { kind: 'media', audience: classWords('5A'), sender: thapa } as const;
  const photo = renderTemplateMessage(
    { ...base, media: [{ type: 'image', id: '77' }], caption: 'see p 4' },
    'ne',
    'r',
  );
  assert.equal(photo.payload.template.name, 'class_photo_ne');
  assert.deepEqual(photo.payload.template.components[0], {
    type: 'header',
    parameters: [{ type: 'image', image: { id: '77' } }],
  });
  const document = renderTemplateMessage(
    { ...base, media: [{ type: 'document', id: '8', filename: 'a.pdf' }] },
    'en',
    'r',
  );
  assert.deepEqual(document.payload.template.components[0], {
    type: 'header',
    parameters: [{ type: 'document', document: { id: '8', filename: 'a.pdf' } }],
  });
  const voice = renderTemplateMessage({ ...base, media: [{ type: 'audio', id: '9' }] }, 'ne', 'r');
  assert.equal(voice.payload.template.name, 'class_media_more_ne');
  assert.equal(voice.kind, 'short');
  assert.deepEqual(
    renderFreeForm({ ...base, media: [{ type: 'audio', id: '9' }] }, 'en', 'r').map(({ type }) => type),
    ['text', 'audio'],
  );
  const long = renderFreeForm(
    { ...base, media: [{ type: 'image', id: '7' }], caption: 'क '.repeat(1500) },
    'en',
    'r',
  );
  assert.deepEqual(
    long.map(({ type }) => type),
    ['image', 'text'],
  );
});

test('of an album one picture has the words, and outside the window a button opens all of it', () => {
  const lesson = { subject: 'mathematics', homework: 'p45' } as const;
  const update = (media: NoticeMedia[]): Notice => ({
    kind: 'update',
    children: [{ name: thapa, class: '5A' }],
    updates: [lesson],
    sender: thapa,
    media,
  });
  const photos: NoticeMedia[] = [
    { type: 'audio', id: '1' },
    { type: 'image', id: '2' },
    { type: 'video', id: '3' },
  ];
  const shown = renderFreeForm(update(photos), 'en', 'r');
  assert.deepEqual(
    shown.map(({ type }) => type),
    ['audio', 'image', 'video'],
  );
  assert.match(JSON.stringify(shown[1]), /"id":"2","caption":".*p45/);
  assert.doesNotMatch(JSON.stringify([shown[0], shown[2]]), /caption/);
  const behindButton = renderTemplateMessage(update(photos), 'en', 'r');
  assert.equal(behindButton.payload.template.name, 'class_media_more_en');
  assert.match(JSON.stringify(behindButton.payload), /p45.*readAll:r/);
  const one = renderTemplateMessage(update([{ type: 'image', id: '2' }]), 'en', 'r');
  assert.equal(one.kind, 'whole');
  assert.match(JSON.stringify(one.payload), /class_photo_en.*"image":\{"id":"2"\}.*p45/);
});

test('a file of a parent without words reaches a teacher outside the window behind a button', () => {
  const notice: Notice = {
    kind: 'guardianMessage',
    child: { name: thapa, class: '5A' },
    text: '',
    media: [{ type: 'image', id: '5' }],
  };
  const template = renderTemplateMessage(notice, 'en', 'r');
  assert.equal(template.payload.template.name, 'parent_message_more_en');
  assert.match(template.text(), /without words/);
  assert.deepEqual(
    renderWhole(notice, 'en').map(({ type }) => type),
    ['image'],
  );
});

test('a school without approval for Nepali sends the English frame with Nepali values', () => {
  const english = { words: 'en', code: 'en_US' } as const;
  const { text, payload } = renderTemplateMessage(
    { kind: 'announcement', school, text: 'भोलि बिदा', urgent: false },
    'ne',
    'r',
    { en: english, ne: english, both: english },
  );
  assert.equal(payload.template.name, 'school_notice_en');
  assert.deepEqual(payload.template.language, { code: 'en_US' });
  assert.match(text(), /^📢 Notice from जनज्योति विद्यालय:\nभोलि बिदा\n/u);
});

const piece = fc.constantFrom(
  'विद्यालय',
  'भोलि',
  'बन्द हुन्छ।',
  'school',
  'p.45',
  '\n',
  '\n\n',
  '\t',
  '     ',
  '👩‍👩‍👧‍👦',
  'ज'.repeat(90),
);
const typed = fc
  .array(piece, { minLength: 1, maxLength: 500, size: 'max' })
  .map((list) => `क${list.join(' ')}`);
const shortName = typed.map((text) => text.slice(0, 30));
const words = fc.record({ en: shortName, ne: shortName });
const child = fc.record({ name: words, class: fc.constantFrom('5A', '10B', 'NurseryA', 'Rose') });
const update = fc.record(
  {
    subject: fc.constantFrom('mathematics' as const, 'other' as const),
    topic: typed,
    homework: typed,
    note: typed,
    due: words,
  },
  { requiredKeys: ['subject', 'topic'] },
);
const media = fc.array(
  fc.record({
    type: fc.constantFrom('image' as const, 'document' as const, 'audio' as const, 'video' as const),
    id: fc.constantFrom('1', '2'),
  }),
  { minLength: 1, maxLength: 10 },
);
const children = fc.array(child, { minLength: 1, maxLength: 40, size: 'max' });
const notices: fc.Arbitrary<Notice> = fc.oneof(
  fc.record({
    kind: fc.constant('update' as const),
    children,
    updates: fc.array(update, { minLength: 1, maxLength: 6 }),
    sender: words,
    correction: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('announcement' as const),
    school: fc.oneof(words, fc.record({ en: typed, ne: typed })),
    text: typed,
    urgent: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('absence' as const), children, date: words }),
  fc.record({ kind: fc.constant('direct' as const), child, sender: words, text: typed }),
  fc.record({ kind: fc.constant('direct' as const), child, sender: words, text: typed, media }),
  fc.record({
    kind: fc.constant('media' as const),
    audience: words,
    sender: words,
    caption: typed,
    media,
  }),
  fc.record({ kind: fc.constantFrom('welcome' as const, 'consent' as const), school: words, children }),
  fc.record({ kind: fc.constant('leaveRequest' as const), child, period: words, reason: typed }),
  fc.record({ kind: fc.constant('guardianMessage' as const), child, text: typed }),
  fc.record({
    kind: fc.constant('approval' as const),
    sender: words,
    audience: words,
    parents: fc.nat(5000),
    text: typed,
  }),
  fc.record({ kind: fc.constant('alert' as const), school: words, matter: words }),
);
const languages = fc.constantFrom<Language>('en', 'ne', 'both');
const ink = (text: string) => text.replace(/[\s·—…]+/g, '');

test('every notice as a template keeps Meta’s limits, whatever people typed', () => {
  fc.assert(
    fc.property(notices, languages, (notice, language) => {
      const { payload, text } = renderTemplateMessage(notice, language, 'reference');
      assert.ok(countCharacters(text()) <= limits.templateBody, `${countCharacters(text())}`);
      const name = payload.template.name.replace(/_(en|ne)$/, '');
      assert.ok(
        templateNamesOf(notice).some((known) => known === name),
        name,
      );
      for (const value of parametersOf(payload)) {
        assert.doesNotMatch(value, /[\n\r\t\u2028]| {5}/);
        assert.notEqual(value.trim(), '');
      }
    }),
    { numRuns: 300 },
  );
});

test('no typed word is lost: the template and its rest hold all of it', () => {
  fc.assert(
    fc.property(notices, languages, (notice, language) => {
      const rendered = renderTemplateMessage(notice, language, 'reference');
      const rest = rendered.kind === 'short' ? ink(rendered.rest) : '';
      const together = parametersOf(rendered.payload).map((parameter) => ink(parameter) + rest);
      for (const value of typedIn(notice)) {
        assert.ok(
          together.some((text) => text.includes(value)),
          value,
        );
      }
    }),
    { numRuns: 200 },
  );
});

test('every notice as free-form messages keeps the limits and loses nothing', () => {
  fc.assert(
    fc.property(notices, languages, (notice, language) => {
      const messages = renderFreeForm(notice, language, 'reference');
      assert.equal(ink(messages.map(textOf).join('')), ink(noticeText(notice, language)));
      for (const message of messages) {
        const limit = message.type === 'text' ? limits.textBody : limits.interactiveBody;
        assert.ok(countCharacters(textOf(message)) <= limit);
      }
    }),
    { numRuns: 200 },
  );
});

function parametersOf(payload: TemplatePayload): string[] {
  return payload.template.components.flatMap((part) =>
    part.type === 'body' ? part.parameters.map(({ text }) => text) : [],
  );
}

function textOf(message: MessagePayload): string {
  switch (message.type) {
    case 'text':
      return message.text.body;
    case 'interactive':
      return message.interactive.body.text;
    case 'image':
      return message.image.caption ?? '';
    case 'video':
      return message.video.caption ?? '';
    case 'document':
      return message.document.caption ?? '';
    default:
      return '';
  }
}

function typedIn(notice: Notice): string[] {
  const values = [
    ...('text' in notice ? [notice.text] : []),
    ...('caption' in notice ? [notice.caption!] : []),
    ...('reason' in notice ? [notice.reason!] : []),
    ...('updates' in notice
      ? notice.updates.flatMap(({ topic, homework, note }) => [topic, homework, note])
      : []),
  ];
  return values.filter((value) => value !== undefined).map(ink);
}
