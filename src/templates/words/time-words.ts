import { addDays, kathmanduDate, kathmanduTime } from '#nepal/calendar.ts';
import { toDevanagariDigits } from '#nepal/digits.ts';
import type { Words } from '../language.ts';
import { dayWords } from './day-words.ts';

/**
 * A moment in Kathmandu as people say it, after "at": "4:35 pm", "दिउँसो ४:३५ बजे"; with "tomorrow" or its day where that
 * is not today.
 * @param at milliseconds since 1970
 * @param today the day in Kathmandu, `YYYY-MM-DD`
 */
export function timeWords(at: number, today: string): Words {
  const [hour, minute] = kathmanduTime(at).split(':').map(Number) as [number, number];
  const clock = `${hour % 12 === 0 ? 12 : hour % 12}:${String(minute).padStart(2, '0')}`;
  const time = {
    en: `${clock} ${hour < 12 ? 'am' : 'pm'}`,
    ne: `${partOfDay(hour)} ${toDevanagariDigits(clock)} बजे`,
  };
  const day = kathmanduDate(at);
  if (day === today) return time;
  if (day === addDays(today, 1)) return { en: `${time.en} tomorrow`, ne: `भोलि ${time.ne}` };
  const name = dayWords(day);
  return { en: `${time.en} on ${name.en}`, ne: `${name.ne} ${time.ne}` };
}

function partOfDay(hour: number): string {
  if (hour < 4 || hour >= 20) return 'राति';
  if (hour < 11) return 'बिहान';
  return hour < 16 ? 'दिउँसो' : 'बेलुका';
}
