/**
 * Country calling codes (ITU E.164) of Nepal, its neighbours and the places Nepali families work in; a
 * person from elsewhere is filed under `XX`.
 */
const countries: readonly (readonly [dial: string, country: string])[] = [
  ['1', 'US'],
  ['20', 'EG'],
  ['27', 'ZA'],
  ['30', 'GR'],
  ['31', 'NL'],
  ['32', 'BE'],
  ['33', 'FR'],
  ['34', 'ES'],
  ['351', 'PT'],
  ['353', 'IE'],
  ['356', 'MT'],
  ['357', 'CY'],
  ['358', 'FI'],
  ['36', 'HU'],
  ['385', 'HR'],
  ['39', 'IT'],
  ['40', 'RO'],
  ['41', 'CH'],
  ['44', 'GB'],
  ['45', 'DK'],
  ['46', 'SE'],
  ['47', 'NO'],
  ['48', 'PL'],
  ['49', 'DE'],
  ['52', 'MX'],
  ['55', 'BR'],
  ['60', 'MY'],
  ['61', 'AU'],
  ['62', 'ID'],
  ['63', 'PH'],
  ['64', 'NZ'],
  ['65', 'SG'],
  ['66', 'TH'],
  ['7', 'RU'],
  ['81', 'JP'],
  ['82', 'KR'],
  ['84', 'VN'],
  ['852', 'HK'],
  ['853', 'MO'],
  ['86', 'CN'],
  ['880', 'BD'],
  ['886', 'TW'],
  ['90', 'TR'],
  ['91', 'IN'],
  ['92', 'PK'],
  ['93', 'AF'],
  ['94', 'LK'],
  ['95', 'MM'],
  ['960', 'MV'],
  ['961', 'LB'],
  ['962', 'JO'],
  ['965', 'KW'],
  ['966', 'SA'],
  ['968', 'OM'],
  ['971', 'AE'],
  ['972', 'IL'],
  ['973', 'BH'],
  ['974', 'QA'],
  ['975', 'BT'],
  ['977', 'NP'],
  ['98', 'IR'],
];

const byDial = new Map(countries);

/** Country (ISO 3166 alpha-2) and calling code of an international number given as digits without `+`. */
export function countryOf(digits: string): { country: string; dial: string } {
  for (let length = 3; length >= 1; length -= 1) {
    const dial = digits.slice(0, length);
    const country = byDial.get(dial);
    if (country) return { country, dial };
  }
  return { country: 'XX', dial: '' };
}
