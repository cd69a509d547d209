import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyWorld } from '../empty-world.ts';
import { keepNumber } from '../numbers/keep-numbers.ts';
import { settle } from '../settings.ts';
import { type MessageUpdate, writeEnvelope } from './write-envelope.ts';

const world = emptyWorld(settle({}));
const [first, second] = ['111', '222'].map((phoneNumberId) =>
  keepNumber(world, { phoneNumberId, wabaId: '1' }),
);
const other = keepNumber(world, { phoneNumberId: '333', wabaId: '2' });
const status = (number: typeof other, id: string, user: string | null = 'NP.1'): MessageUpdate => ({
  kind: 'statuses',
  number,
  item: { id },
  contact: user === null ? null : { user_id: user },
});
const value = (number: typeof other, rest: object) => ({
  value: {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: number.digits, phone_number_id: number.id },
    ...rest,
  },
  field: 'messages',
});

test('an entry for each WABA in a row, a change for each number and kind, a contact once', () => {
  const news = {
    kind: 'account',
    account: other.account,
    field: 'account_update',
    value: { event: 'X' },
    at: 5_900,
  };
  const written = writeEnvelope([
    status(first!, 'a'),
    status(first!, 'b'),
    status(first!, 'c', 'NP.2'),
    status(first!, 'd', null),
    { ...status(first!, 'e'), kind: 'messages' },
    status(second!, 'f'),
    news as never,
    status(other, 'g'),
  ]);
  const contacts = [{ user_id: 'NP.1' }];
  assert.deepEqual(JSON.parse(written), {
    object: 'whatsapp_business_account',
    entry: [
      {
        id: '1',
        changes: [
          value(first!, {
            contacts: [{ user_id: 'NP.1' }, { user_id: 'NP.2' }],
            statuses: [{ id: 'a' }, { id: 'b' }, { id: 'c' }],
          }),
          value(first!, { statuses: [{ id: 'd' }] }),
          value(first!, { contacts, messages: [{ id: 'e' }] }),
          value(second!, { contacts, statuses: [{ id: 'f' }] }),
        ],
      },
      { id: '2', time: 5, changes: [{ value: { event: 'X' }, field: 'account_update' }] },
      { id: '2', changes: [value(other, { contacts, statuses: [{ id: 'g' }] })] },
    ],
  });
});

test('a number that is shown otherwise from now on stands so in the next one', () => {
  const shown = () => JSON.parse(writeEnvelope([status(first!, 'a')])).entry[0].changes[0].value.metadata;
  const before = shown().display_phone_number;
  keepNumber(world, { phoneNumberId: '111', displayPhoneNumber: '+977 980-0000000' });
  assert.notEqual(before, '9779800000000');
  assert.equal(shown().display_phone_number, '9779800000000');
});
