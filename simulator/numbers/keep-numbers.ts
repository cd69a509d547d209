import { createHash } from 'node:crypto';
import { usualPortfolio } from '../people/keep-people.ts';
import { tellNumberQuality, tellStanding } from '../webhooks/tell-account.ts';
import type { World } from '../world.ts';
import type { Account, BusinessNumber, NumberInput } from './number.ts';

/** The account of numbers that name none. */
export const usualAccount = '100000000000001';

/** The number with this id; made on first use unless the numbers were listed in the options. */
export function numberFor(world: World, id: string): BusinessNumber | null {
  const known = world.numbers.get(id);
  if (known) return known;
  if (world.settings.strictNumbers || !/^\d{1,32}$/.test(id)) return null;
  return keepNumber(world, { phoneNumberId: id });
}

/** The account with this id; made on first use unless the numbers were listed in the options. */
export function accountFor(world: World, id: string, portfolioId?: string): Account | null {
  const known = world.accounts.get(id);
  if (known) return known;
  if (world.settings.strictNumbers && portfolioId === undefined) return null;
  if (!/^\d{1,32}$/.test(id)) return null;
  return makeAccount(world, id, portfolioId || usualPortfolio);
}

/** Adds a number, or changes what the input names of one that is there. */
export function keepNumber(world: World, input: NumberInput): BusinessNumber {
  const account = accountFor(
    world,
    input.wabaId ?? world.numbers.get(input.phoneNumberId)?.account.id ?? usualAccount,
    input.portfolioId ?? usualPortfolio,
  );
  if (!account) throw new RangeError(`wabaId must be digits: ${input.wabaId}`);
  if (input.portfolioId) account.portfolioId = input.portfolioId;
  const number = world.numbers.get(input.phoneNumberId) ?? makeNumber(world, input.phoneNumberId, account);
  if (number.account !== account) {
    number.account.numbers.delete(number);
    account.numbers.add(number);
    number.account = account;
  }
  if (input.displayPhoneNumber !== undefined) {
    number.displayPhoneNumber = input.displayPhoneNumber;
    number.digits = input.displayPhoneNumber.replace(/\D/g, '');
  }
  if (input.verifiedName !== undefined) number.verifiedName = input.verifiedName;
  if (input.quality !== undefined) number.quality = input.quality;
  if (input.standing !== undefined) number.standing = input.standing;
  if (input.restrictedCountries !== undefined)
    account.restrictedCountries = new Set(input.restrictedCountries);
  if (input.allowedRecipients !== undefined) {
    const phones = input.allowedRecipients?.map((phone) => phone.replace(/\D/g, ''));
    number.allowedRecipients = phones ? new Set(phones) : null;
  }
  if (input.throughputPerSecond !== undefined) setThroughput(world, number, input.throughputPerSecond);
  if (input.accountStanding !== undefined && input.accountStanding !== account.standing) {
    account.standing = input.accountStanding;
    tellStanding(world, account);
  }
  return number;
}

/** More throughput is an upgrade, and the business is told (cloud-api.md section 1). */
function setThroughput(world: World, number: BusinessNumber, perSecond: number) {
  const before = number.throughputPerSecond;
  number.throughputPerSecond = perSecond;
  if (perSecond >= 1_000 && before > 0 && before < 1_000)
    tellNumberQuality(world, number, 'THROUGHPUT_UPGRADE');
}

function makeAccount(world: World, id: string, portfolioId: string): Account {
  const account: Account = {
    id,
    name: `Account ${id.slice(-4)}`,
    portfolioId,
    subscribed: false,
    callback: null,
    standing: 'active',
    numbers: new Set(),
    restrictedCountries: new Set(),
    callsHour: 0,
    calls: 0,
  };
  world.accounts.set(id, account);
  return account;
}

function makeNumber(world: World, id: string, account: Account): BusinessNumber {
  // A Nepali mobile number drawn from the id, so that the same id shows the same number in every run.
  const drawn = createHash('sha256').update(id).digest().readUInt32BE() % 100_000_000;
  const local = `97${String(drawn).padStart(8, '0')}`;
  const number: BusinessNumber = {
    id,
    digits: `977${local}`,
    displayPhoneNumber: `+977 ${local.slice(0, 3)}-${local.slice(3)}`,
    verifiedName: `Number ${id.slice(-4)}`,
    account,
    quality: 'GREEN',
    standing: 'connected',
    throughputPerSecond: world.settings.limits.throughputPerSecond,
    tokens: world.settings.limits.throughputPerSecond,
    tokensAt: world.clock.now(),
    callback: null,
    profile: {},
    pin: null,
    reports: 0,
    allowedRecipients: null,
    blockedPeople: new Set(),
    serviceMonth: '',
    serviceCount: 0,
  };
  account.numbers.add(number);
  world.numbers.set(id, number);
  return number;
}
