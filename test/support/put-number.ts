import type { NumberInput } from '#simulator/numbers/number.ts';
import type { Simulator } from '#simulator/start-simulator.ts';
import { templateRegistrations } from '#templates/register-templates.ts';

/** Gives a simulator the number of a school, and every template of ours, approved. */
export function putNumber(
  simulator: Simulator,
  phoneNumberId: string,
  about: Omit<NumberInput, 'phoneNumberId'> = {},
): void {
  const { wabaId = '1000' } = about;
  simulator.numbers.put([{ ...about, phoneNumberId, wabaId }]);
  const templates = templateRegistrations({ IMAGE: '4:a', DOCUMENT: '4:b' });
  simulator.templates.put(templates.map((template) => ({ ...template, wabaId })));
}
