import { tierName } from '../limits/messaging-tier.ts';
import { countryOf } from '../numbers/country-of.ts';
import type { BusinessNumber } from '../numbers/number.ts';
import type { Json } from '../people/message.ts';
import type { World } from '../world.ts';

/** What GET /{phone-number-id} shows without `fields`. */
export const usualNumberFields = [
  'verified_name',
  'code_verification_status',
  'display_phone_number',
  'quality_rating',
  'platform_type',
  'throughput',
  'id',
];

/** Every field of a number that Graph can show. */
export function showNumberFields(world: World, number: BusinessNumber): Json {
  const { country, dial } = countryOf(number.digits);
  const tier = tierName(world.settings.limits.messagingTier);
  return {
    id: number.id,
    display_phone_number: number.displayPhoneNumber,
    verified_name: number.verifiedName,
    quality_rating: number.quality === 'UNKNOWN' ? 'NA' : number.quality,
    code_verification_status: 'VERIFIED',
    name_status: number.standing === 'pending-name' ? 'PENDING_REVIEW' : 'APPROVED',
    status: number.standing === 'connected' ? 'CONNECTED' : 'PENDING',
    platform_type: 'CLOUD_API',
    throughput: { level: number.throughputPerSecond >= 1_000 ? 'HIGH' : 'STANDARD' },
    messaging_limit_tier: tier,
    whatsapp_business_manager_messaging_limit: tier,
    account_mode: 'LIVE',
    host_platform: 'CLOUD_API',
    is_official_business_account: false,
    is_pin_enabled: number.pin !== null,
    country_code: country,
    country_dial_code: dial,
    webhook_configuration: { application: number.callback?.url ?? world.settings.callbackUrl ?? '' },
  };
}

/** A number as GET /{waba}/phone_numbers lists it. */
export function listNumber(world: World, number: BusinessNumber): Json {
  const all = showNumberFields(world, number);
  return {
    verified_name: all.verified_name,
    code_verification_status: all.code_verification_status,
    display_phone_number: all.display_phone_number,
    quality_rating: number.quality,
    status: 'CONNECTED',
    platform_type: all.platform_type,
    throughput: all.throughput,
    country_code: all.country_code,
    country_dial_code: all.country_dial_code,
    account_mode: all.account_mode,
    host_platform: all.host_platform,
    is_official_business_account: false,
    id: number.id,
  };
}
