import { addDays } from '#nepal/calendar.ts';
import { isOfThings } from './closes-things.ts';
import type { Page } from './page.ts';
import { wordSet } from './word-set.ts';

/** "earthquake drill", "भूकम्प सुरक्षा अभ्यास": a danger that is only practised or spoken of. */
function isPractised(page: Page, to: number): boolean {
  const practised =
    /^(?:drill|awareness|training|practice|practise|safety|week|day|fund|relief|campaign|prevention|preparedness|vaccine|vaccination|checkup|check|visit|song|story|drama|competition|rehearsal|abhyas|surakshya|suraksha|chetana|talim|karyakram|diwas|अभ्यास|सुरक्षा|चेतना|तालिम|दिवस|सप्ताह|कार्यक्रम|पूर्वतयारी|खोप)/;
  return [0, 1, 2].some((k) => practised.test(page.tokens[to + k]?.norm ?? ''));
}

/** "will close at 12:30", "१२ बजे छुट्टी": a closure with its hour is no holiday of the calendar. */
function endsEarly(page: Page, from: number): boolean {
  return page.senses.some(
    (list, at) =>
      at >= from &&
      list.some(
        (s) =>
          s.group === 'notice' &&
          s.value === 'closure' &&
          s.exact &&
          /^(?:at|by)$/.test(page.tokens[s.to]?.norm ?? '') &&
          page.tokens[s.to + 1]?.kind === 'number',
      ),
  );
}

/** "15 min chito", "आधा घण्टा छिटो": earlier by so much, and no hurry. */
function isEarlier(page: Page, at: number): boolean {
  return MINUTES.has(page.tokens[at - 1]?.norm ?? '');
}

const MINUTES = wordSet('min mins minute minutes minet ghanta hour hours मिनेट घण्टा मिनट');

/** Said to be urgent, or a closure, early end or danger today or tomorrow. */
export function isUrgent(page: Page, from: number): boolean {
  const has = (value: string) =>
    page.senses.some(
      (list, at) =>
        at >= from &&
        list.some(
          (s) =>
            s.group === 'notice' &&
            s.value === value &&
            (value !== 'urgent' || !isEarlier(page, at)) &&
            (value !== 'danger' || (s.exact && !isPractised(page, s.to))) &&
            (value !== 'closure' || !isOfThings(page, from, at, s.to)),
        ),
    );
  if (has('urgent')) return true;
  const dates = page.dates('future').filter((d) => d.from >= from);
  // Danger without a day is now; a holiday of the calendar is planned.
  if (has('danger') && dates.length === 0) return true;
  if (!has('danger') && (!has('closure') || (has('planned') && !endsEarly(page, from)))) return false;
  // "On Tuesday" said on Monday is tomorrow.
  return dates.some((d) => d.kind === 'relative' || d.iso === addDays(page.today, 1));
}
