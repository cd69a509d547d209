import { addDays, type BsDate, toBs, toIso, weekday } from './calendar.ts';
import data from './data/holidays.json' with { type: 'json' };
import { findDistrict } from './places.ts';
import { normaliseNepali } from './text.ts';

/** Whom a holiday is for. A school closes for `national` and `education`, and for `regional` in its district. */
export type HolidayScope = 'national' | 'regional' | 'community' | 'women' | 'education' | 'disability';

/** A row of the yearly notice of the Home Ministry. Districts are named as `District.en` in places.ts. */
export type Holiday = {
  id: string;
  bsYear: number;
  en: string;
  ne: string;
  scope: HolidayScope;
  /** First and last day, `YYYY-MM-DD`; null when the notice leaves the date open. */
  days: { first: string; last: string } | null;
  /** False for an observance on which offices stay open. */
  off: boolean;
  districts: readonly string[] | null;
  exceptDistricts: readonly string[] | null;
  /** The group of people in words, for scopes that are not about a place. */
  who: string | null;
  /** `low`: by rule only, before the year's notice is out. */
  confidence: 'high' | 'medium' | 'low';
};

/**
 * The national layer: 2083 whole, 2081 and 2082 in part, 2084 only the fixed days, by rule. Local levels and schools
 * add their own days elsewhere. Source: nepal.md section 2 (notice in Nepal Rajpatra, Khanda 75 Sankhya 67).
 */
export const HOLIDAYS: readonly Holiday[] = data.holidays.map(readHoliday);

/** The holidays and observances on a day, given as Gregorian `YYYY-MM-DD` or in Bikram Sambat. */
export function holidaysOn(date: string | BsDate): readonly Holiday[] {
  const iso = typeof date === 'string' ? date : toIso(date);
  weekday(iso); // Throws when it is no day.
  return byDay.get(iso) ?? [];
}

/** The holidays of a Bikram Sambat year whose date the notice leaves open (the Eids); someone must enter them. */
export function undatedHolidays(bsYear: number): readonly Holiday[] {
  return HOLIDAYS.filter((holiday) => holiday.bsYear === bsYear && holiday.days === null);
}

/** Whether all pupils of a school in the district (`District.en`) are off on this holiday. */
export function closesSchoolIn(holiday: Holiday, district: string): boolean {
  if (!holiday.off) return false;
  if (holiday.scope === 'national' || holiday.scope === 'education') return true;
  if (holiday.scope !== 'regional') return false;
  if (holiday.districts) return holiday.districts.includes(district);
  return holiday.exceptDistricts !== null && !holiday.exceptDistricts.includes(district);
}

/** The weekly days off from a day on: weekdays 0 Sunday to 6 Saturday; `from` null is "always before". */
export type WeeklyRule = { from: string | null; days: readonly number[] };

/**
 * Saturday; from 2026-04-06 Saturday and Sunday, for government offices and schools. Local levels and schools
 * differ, so every use can be given its own rules. The trial of 15 May to June 2022 is left out: its last day is not
 * known. Source: nepal.md section 2 (Rajpatra ref 26253).
 */
export const WEEKLY_RULES: readonly WeeklyRule[] = [
  { from: null, days: [6] },
  { from: '2026-04-06', days: [6, 0] },
];

/** Whether the day is a weekly day off, by the last rule in force on it. Rules may come in any order. */
export function isWeeklyHoliday(iso: string, rules: readonly WeeklyRule[] = WEEKLY_RULES): boolean {
  let rule: WeeklyRule | undefined;
  for (const next of rules) {
    const inForce = next.from === null || next.from <= iso;
    if (inForce && (!rule || (next.from ?? '') >= (rule.from ?? ''))) rule = next;
  }
  return rule?.days.includes(weekday(iso)) ?? false;
}

const byDay = new Map<string, Holiday[]>();
for (const holiday of HOLIDAYS) {
  if (!holiday.days) continue;
  for (let iso = holiday.days.first; iso <= holiday.days.last; iso = addDays(iso, 1)) {
    byDay.set(iso, [...(byDay.get(iso) ?? []), holiday]);
  }
}

type Row = (typeof data.holidays)[number];

function readHoliday(row: Row): Holiday {
  const whom: { districts?: string[]; not_districts?: string[]; who?: string; community?: string } =
    row.applies_to ?? {};
  return {
    id: row.id,
    bsYear: row.year_bs,
    en: row.name_en,
    ne: normaliseNepali(row.name_ne),
    scope: row.scope as HolidayScope,
    days:
      row.bs === null || row.ad === null
        ? null
        : { first: checked(row.ad, row.bs), last: row.end_ad ?? row.ad },
    off: row.holiday,
    districts: whom.districts?.map(districtName) ?? null,
    exceptDistricts: whom.not_districts?.map(districtName) ?? null,
    who: whom.who ?? whom.community ?? null,
    confidence: row.confidence as Holiday['confidence'],
  };
}

/** The two calendars of a row must name one day; a slip in the file stops the program at once. */
function checked(iso: string, bs: string): string {
  const { year, month, day } = toBs(iso);
  const written = [year, month, day].map((part) => String(part).padStart(2, '0')).join('-');
  if (written !== bs) throw new Error(`Holiday file: ${iso} is ${written} BS, not ${bs}.`);
  return iso;
}

function districtName(name: string): string {
  const match = findDistrict(name);
  if (match.found !== 'one') throw new Error(`Holiday file: there is no district "${name}".`);
  return match.district.en;
}
