import { checkList, checkText, firstProblem } from '../graph/check-fields.ts';
import type { Problem } from '../graph/problem.ts';
import type { Json } from '../people/message.ts';
import { refused } from './check-definition.ts';
import { variablesIn } from './variables.ts';

const most: Readonly<Record<string, number>> = {
  QUICK_REPLY: 10,
  URL: 2,
  PHONE_NUMBER: 1,
  COPY_CODE: 1,
  OTP: 1,
  FLOW: 1,
  CATALOG: 1,
  MPM: 1,
  SPM: 1,
  VOICE_CALL: 1,
  REQUEST_CONTACT_INFO: 1,
  APP: 1,
};

/** Checks a template's buttons: at most 10, labels up to 25 characters (cloud-api.md section 2). */
export function checkButtons(buttons: unknown): Problem | null {
  const wrong = checkList('buttons', buttons, 1, 10);
  if (wrong) return refused(wrong.details);
  const all = buttons as Json[];
  const types = all.map((button) => String(button.type).toUpperCase());
  for (const type of new Set(types)) {
    const limit = most[type];
    if (limit === undefined) return refused(`Unknown button type "${type}".`);
    if (types.filter((one) => one === type).length > limit)
      return refused(`At most ${limit} buttons of type ${type}.`);
  }
  if (!isGrouped(types)) return refused('Quick replies and other buttons must not be mixed.');
  return firstProblem(all, (button, index) => checkButton(button, types[index]!));
}

function checkButton(button: Json, type: string): Problem | null {
  if (button.text !== undefined || type === 'QUICK_REPLY' || type === 'URL' || type === 'PHONE_NUMBER') {
    const label = checkText('Button label', button.text, 25);
    if (label) return refused(label.details);
  }
  if (type === 'PHONE_NUMBER') {
    const phone = checkText('Button phone_number', button.phone_number, 20);
    return phone && refused(phone.details);
  }
  if (type !== 'URL') return null;
  const url = checkText('Button url', button.url, 2_000);
  if (url) return refused(url.details);
  const variables = variablesIn(String(button.url));
  if (variables.length === 0) return null;
  if (variables.length > 1 || !/\{\{\w+\}\}$/.test(String(button.url))) {
    return refused('A URL takes one variable, at its end.');
  }
  return Array.isArray(button.example) && button.example.length > 0
    ? null
    : refused('A URL with a variable needs an example.', 2388043);
}

function isGrouped(types: string[]): boolean {
  const changes = types.filter(
    (type, index) => index > 0 && (type === 'QUICK_REPLY') !== (types[index - 1] === 'QUICK_REPLY'),
  );
  return changes.length <= 1;
}
