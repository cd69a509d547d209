import assert from 'node:assert/strict';
import { test } from 'node:test';
import { echoText } from './echo-text.ts';
import { reportText } from './report-text.ts';
import { classWords, wholeSchool } from './words/class-words.ts';
import { dayWords } from './words/day-words.ts';
import { nameWords } from './words/list-words.ts';

test('the echo of a daily update names what was understood, assumed and left out, and how to stop it', () => {
  const text = echoText(
    {
      kind: 'update',
      classes: ['5A'],
      updates: [{ subject: 'mathematics', topic: 'bhinna', homework: 'p 45' }],
    },
    { kind: 'sendsIn', parents: 38, seconds: 15 },
    'ne',
    { taken: { class: '5A', subject: 'mathematics' }, leftOut: [{ reason: 'no_phone', parents: 2 }] },
  );
  assert.equal(
    text,
    '📝 *कक्षा ५ क*, यसरी बुझियो:\n*गणित*\nपाठ: bhinna\nगृहकार्य: p 45\n\n' +
      'कक्षा नलेखिएकाले कक्षा ५ क मानियो।\nविषय नलेखिएकाले गणित मानियो।\nछुटेका: २ जना अभिभावक। फोन नम्बर छैन।\n\n' +
      '१५ सेकेन्डमा ३८ जना अभिभावकलाई जान्छ। रोक्न *रद्द गर्ने* थिच्नुहोस्।',
  );
});

test('the echo of attendance lists who is marked, or that everyone is there', () => {
  const attendance = {
    kind: 'attendance',
    class: '5A',
    date: dayWords('2026-11-23'),
    absent: [],
    late: [],
    leave: [],
  } as const;
  const [aarav, sita] = [nameWords('Aarav', 'आरव'), nameWords('Sita', 'सीता')];
  assert.equal(
    echoText(
      { ...attendance, absent: [aarav, sita], late: [sita], leave: [] },
      { kind: 'goesNow', parents: 1 },
      'en',
    ),
    '📝 *Class 5A*, attendance of Monday, Mangsir 7:\nAbsent (2): Aarav and Sita\nLate (1): Sita\n\nGoing to 1 parent now.',
  );
  assert.equal(
    echoText({ ...attendance, absent: [], late: [], leave: [] }, { kind: 'recorded' }, 'ne'),
    '📝 *कक्षा ५ क*, सोमबार, मंसिर ७ गतेको हाजिरी:\nसबै विद्यार्थी उपस्थित छन्।\n\nटिपियो। कुनै अभिभावकलाई खबर गर्नुपर्ने छैन।',
  );
});

test('typed words of a notice stand once for a sender of both languages', () => {
  assert.equal(
    echoText(
      { kind: 'announcement', audience: wholeSchool, text: 'भोलि बिदा।', urgent: true },
      { kind: 'waitsForTap', parents: 2 },
      'both',
    ),
    '📝 पूरै विद्यालयका लागि *जरुरी सूचना*:\n📝 *Urgent notice* for the whole school:\nभोलि बिदा।\n\n' +
      '२ जना अभिभावकलाई पठाउने हो?\nSend it to 2 parents?',
  );
});

test('the report tells who was not reached and why', () => {
  const report = {
    audience: classWords('5A'),
    total: 40,
    reached: 36,
    read: 31,
    waiting: 1,
    halted: null,
    failures: [
      { reason: 'not_on_whatsapp', parents: 2 },
      { reason: 'opted_out', parents: 1 },
    ],
  } as const;
  assert.equal(
    reportText(report, 'en'),
    '📬 *Class 5A*\n36 of 40 parents reached, 31 have read it.\nStill on the way: 1.\n' +
      '2 parents not reached. The number is not on WhatsApp, or the app there is very old.\n' +
      '1 parent not reached. They have stopped these messages.',
  );
  assert.match(
    reportText({ ...report, reached: 40, waiting: 0, failures: [] }, 'en'),
    /\nAll 40 parents were reached, 31/,
  );
  assert.match(reportText({ ...report, total: 0, reached: 0, read: 0 }, 'ne'), /० जना अभिभावकमध्ये ० जनाले/u);
});
