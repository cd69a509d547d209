import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/**
 * The country by which Meta prices a message: of the number's calling code, or of the beginning of a business-scoped
 * user id (cloud-api.md sections 1 and 3).
 * @param address `+E.164`, or `NP.…`
 * @returns ISO 3166 code of two letters; undefined where the number says none
 */
export function countryOfAddress(address: string): string | undefined {
  if (address.startsWith('+977')) return 'NP';
  if (!address.startsWith('+')) return /^[A-Z]{2}(?=\.)/.exec(address)?.[0];
  return parsePhoneNumberFromString(address)?.country;
}
