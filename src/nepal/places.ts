import data from './data/districts.json' with { type: 'json' };
import { foldNepali, foldRoman, normaliseNepali } from './text.ts';

/** One of the seven provinces. Ids follow the usual order, Koshi 1 to Sudurpashchim 7. */
export type Province = { id: number; en: string; ne: string; capital: string };

/** One of the 77 districts. `en` identifies it. `group` says which of the two days its Holi is on. */
export type District = {
  en: string;
  ne: string;
  aliases: readonly string[];
  provinceId: number;
  localLevels: number;
  group: 'hill' | 'terai';
};

/** What a text names: one district, several that share the name (Rukum, Nawalparasi), or none. */
export type DistrictMatch =
  | { found: 'one'; district: District }
  | { found: 'several'; districts: readonly District[] }
  | { found: 'none' };

/** The provinces. Source: nepal.md section 4. */
export const PROVINCES: readonly Province[] = data.provinces.map((row) => ({
  id: row.id,
  en: row.name_en,
  ne: normaliseNepali(row.name_ne),
  capital: row.capital_en,
}));

/** The districts with the other spellings in use. Source: nepal.md section 4 (two public data sets compared). */
export const DISTRICTS: readonly District[] = data.districts.map((row) => ({
  en: row.district_en,
  ne: normaliseNepali(row.district_ne),
  aliases: [...row.aliases_en, ...row.aliases_ne.map(normaliseNepali)],
  provinceId: row.province_id,
  localLevels: row.local_levels,
  group: row.holi_group as District['group'],
}));

/**
 * The district a text names, in either script and any usual spelling, with or without "district" or जिल्ला.
 * The text is the name alone, not an address. Compares by `foldNepali` and `foldRoman`.
 */
export function findDistrict(text: string): DistrictMatch {
  const key = keyOf(text);
  const district = byName.get(key);
  if (district) return { found: 'one', district };
  const districts = byFirstWord.get(key);
  return districts ? { found: 'several', districts } : { found: 'none' };
}

const districtWord = /\b(?:district|jilla|zilla|jillaa)\b|जिल्ला/giu;

/** Spaces and signs go, so that "Rukum (East)" and "RukumEast" are one; foldRoman leaves Devanagari alone. */
function keyOf(text: string): string {
  const name = foldNepali(text.replace(districtWord, ' ')).replace(/[^\p{L}\p{M}]/gu, '');
  return foldRoman(name);
}

const byName = new Map<string, District>();
const byFirstWord = new Map<string, District[]>();

for (const district of DISTRICTS) {
  for (const name of [district.en, district.ne, ...district.aliases]) byName.set(keyOf(name), district);
}
// Districts that were split are still called by the old name, which is the first word of both.
for (const shared of ['Rukum', 'रुकुम', 'Nawalparasi', 'नवलपरासी']) {
  const districts = DISTRICTS.filter(
    ({ en, ne }) => en.startsWith(`${shared} `) || ne.startsWith(`${shared} `),
  );
  byFirstWord.set(keyOf(shared), districts);
}
