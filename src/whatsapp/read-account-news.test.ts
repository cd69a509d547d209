import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AccountNews, readAccountNews } from './read-account-news.ts';

const wabaId = '1000';
const quality = 'phone_number_quality_update';
const number = { display_phone_number: '9771597' };
const displayNumber = '9771597';
const restricted = { restriction_type: 'RESTRICTED_BIZ_INITIATED_MESSAGING' };

const limits: [limit: unknown, people: number | undefined][] = [
  ['TIER_50', 50],
  ['TIER_250', 250],
  ['TIER_2K', 2_000],
  ['TIER_10K', 10_000],
  ['TIER_100K', 100_000],
  ['TIER_UNLIMITED', 0],
  [2_000, 2_000],
  ['2000', 2_000],
  [-1, 0],
  ['TIER_NOT_SET', undefined],
  [0, undefined],
  [{}, undefined],
];
for (const [limit, people] of limits)
  test(`a limit of ${JSON.stringify(limit)} is ${people ?? 'not known'}`, () => {
    const said = people === undefined ? [] : [{ wabaId, kind: 'limit', peoplePerDay: people }];
    const value = { max_daily_conversations_per_business: limit };
    assert.deepEqual(readAccountNews(wabaId, 'business_capability_update', value), said);
  });

const cases: [field: string, value: unknown, news: AccountNews[] | undefined][] = [
  [
    'business_capability_update',
    { max_daily_conversation_per_phone: 250 },
    [{ wabaId, kind: 'limit', peoplePerDay: 250 }],
  ],
  [quality, { ...number, event: 'FLAGGED' }, [{ wabaId, displayNumber, kind: 'quality', quality: 'RED' }]],
  [
    quality,
    { ...number, event: 'UNFLAGGED' },
    [{ wabaId, displayNumber, kind: 'quality', quality: 'YELLOW' }],
  ],
  [
    quality,
    { ...number, event: 'DOWNGRADE', current_limit: 'TIER_2K' },
    [{ wabaId, kind: 'limit', peoplePerDay: 2_000 }],
  ],
  [
    quality,
    { ...number, event: 'THROUGHPUT_UPGRADE', max_daily_conversations_per_business: 'TIER_UNLIMITED' },
    [
      { wabaId, displayNumber, kind: 'throughput', perSecond: 1_000 },
      { wabaId, kind: 'limit', peoplePerDay: 0 },
    ],
  ],
  [
    'account_update',
    { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'DISABLE' } },
    [{ wabaId, kind: 'closed', until: null }],
  ],
  [
    'account_update',
    { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'REINSTATE' } },
    [{ wabaId, kind: 'opened' }],
  ],
  [
    'account_update',
    { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'SCHEDULE_FOR_DISABLE' } },
    [{ wabaId, kind: 'warned', event: 'DISABLED_UPDATE' }],
  ],
  [
    'account_update',
    { event: 'ACCOUNT_RESTRICTION', restriction_info: [{ ...restricted, expiration: 1_800_000_000 }] },
    [{ wabaId, kind: 'closed', until: 1_800_000_000_000 }],
  ],
  [
    'account_update',
    { event: 'ACCOUNT_RESTRICTION', restriction_info: [{ ...restricted, expiration: 1 }, restricted] },
    [{ wabaId, kind: 'closed', until: null }],
  ],
  [
    'account_update',
    { event: 'ACCOUNT_VIOLATION' },
    [{ wabaId, kind: 'warned', event: 'ACCOUNT_VIOLATION' }],
  ],
  ['account_update', { event: 'PARTNER_ADDED' }, []],
  ['account_update', null, undefined],
  ['flows', { event: 'x' }, undefined],
];
for (const [field, value, news] of cases)
  test(`${field} ${JSON.stringify(value)}`, () => {
    assert.deepEqual(readAccountNews(wabaId, field, value), news);
  });
