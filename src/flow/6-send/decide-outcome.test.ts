import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '#lib/ids.ts';
import { decideOutcome } from '#send/decide-outcome.ts';
import type { SendResult } from '#whatsapp/client.ts';

type Result = Exclude<SendResult, { kind: 'accepted' }>;

const NOW = Date.UTC(2026, 10, 23, 4);
const refused = (code: number, isTransient = false): Result => ({
  kind: 'refused',
  code,
  detail: 'as Meta says',
  isTransient,
});

function decide(
  result: Result,
  { attempt = 1, spared = 0, priority = 2, wasFreeForm = false, random = 0 } = {},
) {
  const key = { schoolId: newId(NOW), messageId: newId(NOW), recipientId: newId(NOW), part: 0, attempt };
  const { row, ...lane } = decideOutcome(
    result,
    key,
    { priority, wasFreeForm, spared },
    {
      now: NOW,
      random,
      settleMs: { notTaken: 45_000, notTakenAfterGap: 120_000, urgent: 60_000, other: 900_000 },
    },
  );
  const after = row.wakeAt === null ? null : (row.wakeAt.getTime() - NOW) / 1_000;
  return { status: row.status, after, code: row.errorCode, detail: row.errorDetail, row, lane };
}

const retried: [name: string, result: Result, seconds: number[]][] = [
  ['130429, the number is too fast', refused(130429), [1, 2, 4, 8, 16, 32, 64]],
  ['131056, too much to one person: 4^X', refused(131056), [4, 16, 64, 256, 1_024, 3_600, 3_600]],
  ['80007, the account is too fast', refused(80007), [60, 120, 240, 480, 960, 1_920, 3_600]],
  ['133004, Meta is away', refused(133004), [10, 20, 40, 80, 160, 320, 640]],
  ['a code of tomorrow that Meta calls transient', refused(777777, true), [5, 10, 20, 40, 80, 160, 320]],
];

for (const [name, result, seconds] of retried) {
  test(`sent again, later and later, and given up after the eighth try: ${name}`, () => {
    for (const [index, expected] of seconds.entries()) {
      const { status, after } = decide(result, { attempt: index + 1 });
      assert.deepEqual([status, after], ['planned', expected], `after try ${index + 1}`);
    }
    const last = decide(result, { attempt: 8 });
    assert.deepEqual([last.status, last.after, last.detail], ['failed', null, 'gave_up']);
  });
}

test('what failed together does not return together', () => {
  assert.equal(decide(refused(80007), { random: 0.5 }).after, 66);
});

test('only "too fast" for the number slows its lane', () => {
  assert.equal(decide(refused(130429)).lane.slowLane, true);
  for (const code of [131056, 80007, 4]) assert.ok(!decide(refused(code)).lane.slowLane, String(code));
});

const unsettled: [name: string, result: Result, detail: string][] = [
  ['cut off', { kind: 'unknown', reason: 'UND_ERR_SOCKET' }, 'UND_ERR_SOCKET'],
  ['no answer', { kind: 'unknown', reason: 'UND_ERR_HEADERS_TIMEOUT' }, 'UND_ERR_HEADERS_TIMEOUT'],
  ...[1, 2, 131000, 131016].map(
    (code) => [`code ${code}`, refused(code), 'as Meta says'] as [string, Result, string],
  ),
];

for (const [name, result, detail] of unsettled) {
  test(`may have gone, so a status is waited for: ${name}`, () => {
    const usual = decide(result);
    assert.deepEqual([usual.status, usual.after, usual.detail], ['unknown', 45, detail]);
  });
}

const rejected: [code: number, reason: string][] = [
  [100, 'content_refused'],
  [131008, 'content_refused'],
  [131051, 'content_refused'],
  [130472, 'held_back'],
  [131049, 'held_back'],
  [130497, 'country'],
  [131030, 'number_setup'],
  [131047, 'window_closed'],
  [132001, 'template_problem'],
  [132015, 'template_problem'],
  [132007, 'policy'],
  [130403, 'blocked'],
  [131050, 'opted_out'],
  [131026, 'not_on_whatsapp'],
  [777777, 'other'],
];

for (const [code, reason] of rejected) {
  test(`${code} fails for good: ${reason}`, () => {
    const { status, after, detail, row, lane } = decide(refused(code));
    assert.deepEqual([status, after, row.errorCode, detail], ['failed', null, code, reason]);
    assert.equal(lane.stopLane, undefined);
    assert.equal(lane.personUnreachable ?? false, code === 131026);
  });
}

const stopped: [code: number, reason: string, hours: number | null][] = [
  [0, 'token', null],
  [190, 'token', null],
  [10, 'permission', null],
  [200, 'permission', null],
  [368, 'policy', null],
  [131031, 'policy', null],
  [131042, 'payment', null],
  [131045, 'number_setup', null],
  [133010, 'number_setup', null],
  [131048, 'quality', 6],
  [131064, 'quality', 1],
];

for (const [code, reason, hours] of stopped) {
  test(`${code} stops the lane${hours ? ` for ${hours} h` : ' until a person resumes it'}: ${reason}`, () => {
    const { status, row, lane } = decide(refused(code));
    assert.equal(status, 'planned', 'Meta took nothing: it waits for the lane');
    assert.ok(row.wakeAt !== null);
    assert.equal(lane.stopLane?.reason, reason);
    const until = lane.stopLane!.until;
    assert.equal(until && (until.getTime() - NOW) / 3_600_000, hours);
  });
}

test('a stopped lane uses up no try of a delivery, nor does a send that never left', () => {
  for (const result of [refused(190), refused(131048), { kind: 'not_sent', reason: 'ECONNREFUSED' } as const])
    assert.deepEqual([decide(result, { attempt: 30 }).status, decide(result).row.spared], ['planned', true]);
  for (const result of [refused(80007), refused(131026), { kind: 'unknown', reason: 'cut' } as const])
    assert.equal(decide(result).row.spared, false);
  const after30 = decide(refused(80007), { attempt: 30, spared: 29 });
  assert.deepEqual(
    [after30.status, after30.after],
    ['planned', 60],
    'the thirtieth is the first that counts',
  );
  assert.equal(decide(refused(80007), { attempt: 37, spared: 29 }).detail, 'gave_up');
});

test('a free-form message whose window has closed goes as a template at once', () => {
  const { status, after, row } = decide(refused(131047), { wasFreeForm: true });
  assert.deepEqual([status, after, row.closeWindow], ['planned', 0, true]);
});

test('where no connection came about it is tried every minute at last, and never given up', () => {
  const waits = [1, 2, 3, 6, 7, 8, 50, 2_000].map((attempt) =>
    decide({ kind: 'not_sent', reason: 'ECONNREFUSED' }, { attempt }),
  );
  assert.deepEqual(
    waits.map((w) => w.status),
    waits.map(() => 'planned'),
  );
  assert.deepEqual(
    waits.map((w) => w.after),
    [1, 2, 4, 32, 60, 60, 60, 60],
  );
});
