import assert from 'node:assert/strict';
import { test } from 'node:test';
import { envelope, postWebhook } from '#test/support/post-webhook.ts';
import { settle } from '#test/support/settle.ts';
import { stageSchool } from '#test/support/stage-school.ts';

const NOTICE = 'notice to the whole school: school is closed tomorrow';

async function stage(t: { after(fn: () => Promise<void>): void }) {
  const staged = await stageSchool(t, { undoWindowSeconds: 0 });
  const { runtime, app, school } = staged;
  return {
    ...staged,
    /** Meta says something of the account, and everything that follows is done. */
    async news(field: string, value: Record<string, unknown>) {
      assert.equal(await postWebhook(app, envelope(school.phoneNumberId, value, field)), 200);
      await settle(runtime);
    },
    async number() {
      const [row] = await runtime.database.query<Record<string, unknown>>(
        `SELECT quality, per_second, people_per_day, stopped_reason, display_number
         FROM sender JOIN lane ON sender_id = sender.id JOIN waba USING (waba_id) JOIN portfolio ON portfolio.id = portfolio_id`,
      );
      return row!;
    },
    reached: () => Object.values(school.guardians).filter((one) => staged.heard(one).length > 0).length,
  };
}

test('a higher limit lets those go at once who waited for room', async (t) => {
  const { news, number, says, school, reached } = await stage(t);
  await news('business_capability_update', { max_daily_conversations_per_business: 2 });
  assert.equal((await number()).people_per_day, 2);
  await says(school.staff.office, NOTICE);
  const before = reached();
  assert.ok(before <= 2, `${before} were reached`);
  await news('business_capability_update', { max_daily_conversations_per_business: 'TIER_2K' });
  assert.equal((await number()).people_per_day, 2_000);
  assert.ok(reached() > before);
});

test('a number that Meta flags is RED and slower; an upgrade raises its pace, unless somebody set one', async (t) => {
  const { news, number, runtime } = await stage(t);
  const display_phone_number = String((await number()).display_number).replace('+', '');
  await news('phone_number_quality_update', { display_phone_number, event: 'FLAGGED' });
  assert.equal((await number()).quality, 'RED');
  await news('phone_number_quality_update', { display_phone_number, event: 'UNFLAGGED' });
  assert.equal((await number()).quality, 'YELLOW');
  await news('phone_number_quality_update', { display_phone_number, event: 'THROUGHPUT_UPGRADE' });
  assert.equal((await number()).per_second, 1_000);
  await runtime.database.query('UPDATE sender SET per_second = 20');
  await news('phone_number_quality_update', { display_phone_number, event: 'THROUGHPUT_UPGRADE' });
  assert.equal((await number()).per_second, 20);
});

test('an account that Meta closes sends nothing, and goes on when Meta opens it again', async (t) => {
  const { news, number, says, school, reached } = await stage(t);
  await news('account_update', { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'DISABLE' } });
  assert.equal((await number()).stopped_reason, 'policy');
  await says(school.staff.office, NOTICE);
  assert.equal(reached(), 0);
  await news('account_update', { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'REINSTATE' } });
  assert.equal((await number()).stopped_reason, null);
  assert.equal(reached(), 5);
});
