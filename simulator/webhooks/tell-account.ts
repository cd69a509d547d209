import { tierName } from '../limits/messaging-tier.ts';
import type { Account, BusinessNumber, Quality } from '../numbers/number.ts';
import type { Json } from '../people/message.ts';
import type { World } from '../world.ts';
import { postUpdate } from './post-webhooks.ts';

/** Sends news about an account: any field but `messages`, to the app's callback (cloud-api.md section 1). */
export function tellAccount(world: World, account: Account, field: string, value: Json) {
  postUpdate(world, { kind: 'account', account, field, value, at: world.clock.now() });
}

/** `phone_number_quality_update`: onboarding or a throughput upgrade, with the portfolio's messaging limit. */
export function tellNumberQuality(
  world: World,
  number: BusinessNumber,
  event: 'ONBOARDING' | 'THROUGHPUT_UPGRADE',
) {
  tellAccount(world, number.account, 'phone_number_quality_update', {
    display_phone_number: number.digits,
    event,
    max_daily_conversations_per_business: tierName(world.settings.limits.messagingTier),
  });
}

/** `business_capability_update` to every account: the portfolio's messaging limit has changed. */
export function tellMessagingLimit(world: World) {
  const limit = tierName(world.settings.limits.messagingTier);
  for (const account of world.accounts.values()) {
    tellAccount(world, account, 'business_capability_update', {
      max_daily_conversations_per_business: limit,
    });
  }
}

/** `message_template_quality_update`. */
export function tellTemplateQuality(
  world: World,
  account: Account,
  template: { id: string; name: string; language: string },
  before: Quality,
  now: Quality,
) {
  tellAccount(world, account, 'message_template_quality_update', {
    previous_quality_score: before,
    new_quality_score: now,
    message_template_id: Number(template.id),
    message_template_name: template.name,
    message_template_language: template.language,
  });
}

/** `account_update` when an account is locked, restricted or free again. */
export function tellStanding(world: World, account: Account) {
  switch (account.standing) {
    case 'locked':
      return tellAccount(world, account, 'account_update', {
        event: 'DISABLED_UPDATE',
        ban_info: { waba_ban_state: 'DISABLE', waba_ban_date: new Date(world.clock.now()).toISOString() },
      });
    case 'policy-blocked':
      return tellAccount(world, account, 'account_update', {
        event: 'ACCOUNT_VIOLATION',
        violation_info: { violation_type: 'SPAM' },
      });
    case 'active':
      return tellAccount(world, account, 'account_update', {
        event: 'DISABLED_UPDATE',
        ban_info: { waba_ban_state: 'REINSTATE', waba_ban_date: new Date(world.clock.now()).toISOString() },
      });
  }
}
