import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { PhoneProblem, PhoneWarning } from './phone-sentences.ts';

/** A number in E.164 ("+9779841234567"). `foreign`: outside Nepal. A landline cannot get WhatsApp unless said. */
export type PhoneNumber = { e164: string; kind: 'mobile' | 'landline' | 'foreign'; warning?: PhoneWarning };

/**
 * Reads the digits of one number; `international` when it began with + or 00. Returns the reason when it is none.
 * Numbering plan: nepal.md section 5; numbers abroad and Nepali landlines are judged by libphonenumber.
 */
export function readPhoneNumber(digits: string, international: boolean): PhoneNumber | PhoneProblem {
  if (isPlaceholder(digits)) return 'placeholder';
  if (international && !digits.startsWith(NEPAL)) return readForeign(digits);
  const national = nationalDigits(digits, international);
  if (national.length === 10 && /^9[678]/.test(national)) return readMobile(national);
  return national === digits ? readBare(digits) : readLandline(national);
}

/** A Nepali mobile of ten digits as almost everyone writes it, or null; spares the usual case all other work. */
export function readUsualMobile(text: string): PhoneNumber | null {
  return text.length === 10 && usualMobile.test(text) && !isPlaceholder(text)
    ? readMobileOfNetwork(text)
    : null;
}

const NEPAL = '977';
// NTC 984-986, 974-976 (the latter once CDMA); Ncell 980-982, 970.
const livePrefixes = new Set(['984', '985', '986', '974', '975', '976', '980', '981', '982', '970']);
// Smart 961, 962, 988; UTL 972; Hello 963.
const deadPrefixes = new Set(['961', '962', '988', '972', '963']);
const refusedPrefixes = new Set(['964', '965', '966', '977']);
const usualMobile = /^9[78]\d{8}$/;

/** Without the 0 in front, and without 977 (once, or twice by mistake) where it cannot be a number's own beginning. */
function nationalDigits(digits: string, international: boolean): string {
  const code = international || digits.length > 10 ? /^0?(?:977){0,2}0?/ : /^0?/;
  return digits.replace(code, '');
}

function readMobile(national: string): PhoneNumber | PhoneProblem {
  if (isPlaceholder(national)) return 'placeholder';
  return readMobileOfNetwork(national) ?? 'unknown-number';
}

function readMobileOfNetwork(national: string): PhoneNumber | null {
  const prefix = national.slice(0, 3);
  if (refusedPrefixes.has(prefix)) return null;
  const number = { e164: `+${NEPAL}${national}`, kind: 'mobile' as const };
  if (deadPrefixes.has(prefix)) return { ...number, warning: 'dead-prefix' };
  if (!livePrefixes.has(prefix)) return { ...number, warning: 'unusual-prefix' };
  return /(\d)\1{7}$/.test(national) ? { ...number, warning: 'looks-invented' } : number;
}

/** A number said to be Nepali by 0 or 977, and no mobile. */
function readLandline(national: string): PhoneNumber | PhoneProblem {
  const number = parsePhoneNumberFromString(`+${NEPAL}${national}`);
  if (number?.isValid() && number.getType() === 'FIXED_LINE') {
    return { e164: number.number, kind: 'landline', warning: 'landline' };
  }
  if (national.length > 10) return 'too-long';
  const mobileBegun = /^9[678]/.test(national) && national.length < 10;
  return mobileBegun || national.length < 8 ? 'too-short' : 'unknown-number';
}

/** A number without 0, 977 or +: a landline whose 0 Excel dropped, a number abroad whose + it dropped, or none. */
function readBare(digits: string): PhoneNumber | PhoneProblem {
  if (digits.length > 10) return readLostPlus(digits);
  if (digits.length === 7 && /^[456]/.test(digits)) return 'area-code-missing';
  if (digits.length === 8 && !/^9[678]/.test(digits)) return readLandline(digits);
  return digits.length === 10 ? 'unknown-number' : 'too-short';
}

/** +974 is Qatar and 974 is NTC: where a Nepali number with a digit too many is as likely, nobody is guessed. */
function readLostPlus(digits: string): PhoneNumber | PhoneProblem {
  const abroad = readForeign(digits);
  if (typeof abroad === 'string') return 'too-long';
  const prefix = digits.slice(0, 3);
  if (livePrefixes.has(prefix) || deadPrefixes.has(prefix)) return 'country-code-unclear';
  return abroad.warning ? 'country-code-unclear' : { ...abroad, warning: 'plus-added' };
}

function readForeign(digits: string): PhoneNumber | PhoneProblem {
  const number = parsePhoneNumberFromString(`+${digits}`);
  if (number?.isValid()) {
    const landline = number.getType() === 'FIXED_LINE';
    return { e164: number.number, kind: 'foreign', ...(landline ? { warning: 'landline' as const } : {}) };
  }
  // "+9841234567": the country code was left out, and no country has such a number.
  if (digits.length === 10 && livePrefixes.has(digits.slice(0, 3))) {
    return { e164: `+${NEPAL}${digits}`, kind: 'mobile', warning: 'plus-ignored' };
  }
  return 'unknown-foreign-number';
}

/** 0, 123, 9999999999, 1234567890, 9876543210: typed only to fill the cell. */
function isPlaceholder(digits: string): boolean {
  if (digits.length === 2) return false;
  return /^(\d)\1*$/.test(digits) || '01234567890123'.includes(digits) || '98765432109876'.includes(digits);
}
