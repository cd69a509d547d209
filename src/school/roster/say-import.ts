import { digitsFor } from '#nepal/digits.ts';
import type { Change, ImportPlan } from './plan-import.ts';
import { sayRemark } from './problem.ts';
import type { Table } from './read-table.ts';

/** Whether everything in the file went in. */
export function isComplete(plan: ImportPlan): boolean {
  return plan.problems.length === 0;
}

/** The counts of an import in a few lines, for the person who did it. */
export function sayCounts(plan: ImportPlan, table: Table, language: 'en' | 'ne'): string[] {
  const number = (value: number) => digitsFor(language, value);
  const pupils = count(plan, 'added');
  const leftOut = (what: string) => plan.problems.filter((problem) => problem.leftOut === what).length;
  const line = (what: { en: string; ne: string }, counts: number[]) => {
    const [added, changed, unchanged, out] = counts.map(number);
    return language === 'en'
      ? `${what.en}: ${added} added, ${changed} changed, ${unchanged} unchanged, ${out} left out.`
      : `${what.ne}: ${added} थपिए, ${changed} फेरिए, ${unchanged} उस्तै, ${out} छुटे।`;
  };
  const lines = [
    line({ en: 'Pupils', ne: 'विद्यार्थी' }, [
      pupils,
      count(plan, 'changed'),
      count(plan, 'unchanged'),
      leftOut('pupil'),
    ]),
    line({ en: 'Guardians', ne: 'अभिभावक' }, [...sizes(plan.guardians), leftOut('guardian')]),
  ];
  const say = (en: string, ne: string) => lines.push(language === 'en' ? en : ne);
  const cells = number(leftOut('cell'));
  if (leftOut('cell') > 0) say(`Single cells left out: ${cells}.`, `छुटेका अरू कोठा: ${cells}।`);
  const agreed = number(plan.consents.length);
  if (plan.consents.length > 0)
    say(
      `Guardians who have agreed to messages, by this file: ${agreed}.`,
      `यो फाइलअनुसार सन्देशमा सहमत अभिभावक: ${agreed}।`,
    );
  const numbered = number(plan.numbered);
  if (plan.numbered > 0)
    say(
      `Pupils without a roll number, who were given the next one of their class: ${numbered}.`,
      `रोल नम्बर नभएकाले कक्षाको पछिल्लो रोल दिइएका विद्यार्थी: ${numbered}।`,
    );
  if (!hasPhones(table))
    say(
      'The file has no column for phone numbers, so no guardians were read.',
      'फाइलमा फोन नम्बरको कोलम छैन, त्यसैले अभिभावक लिइएन।',
    );
  const { ignored } = table.columns;
  if (ignored.length > 0)
    say(`Columns that are not read: ${ignored.join(', ')}.`, `नलिइएका कोलम: ${ignored.join(', ')}।`);
  return lines;
}

/** What was left out, and what should be looked at, one line each in the order of the file. */
export function sayFindings({ problems, notes }: ImportPlan, language: 'en' | 'ne'): string[] {
  const section = (title: { en: string; ne: string }, remarks: ImportPlan['notes']) =>
    remarks.length === 0
      ? []
      : ['', title[language], ...remarks.map((one) => `  ${sayRemark(one, language)}`)];
  return [
    ...section({ en: 'Left out:', ne: 'छुटेका:' }, problems),
    ...section({ en: 'Taken, but please look at:', ne: 'लिइएका, तर हेर्नुपर्ने:' }, notes),
  ];
}

function count({ taken }: ImportPlan, outcome: ImportPlan['taken'][number]['outcome']): number {
  return taken.filter((one) => one.outcome === outcome).length;
}

function sizes<Row>({ add, change, unchanged }: Change<Row>): number[] {
  return [add.length, change.length, unchanged];
}

function hasPhones({ columns }: Table): boolean {
  return (['phone', 'fatherPhone', 'motherPhone'] as const).some((column) => columns.at.has(column));
}
