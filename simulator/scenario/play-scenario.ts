import { mergeChaos } from '../chaos/merge-chaos.ts';
import { changePerson, checkPerson, upsertPerson } from '../control/change-person.ts';
import { checkSaid } from '../control/check-said.ts';
import { checkNumber } from '../control/number-routes.ts';
import { readSpan } from '../control/read-span.ts';
import { putOneTemplate } from '../control/template-control-routes.ts';
import { isObject } from '../graph/check-fields.ts';
import { keepNumber, numberFor } from '../numbers/keep-numbers.ts';
import type { NumberInput } from '../numbers/number.ts';
import { personWith } from '../people/keep-people.ts';
import type { Json } from '../people/message.ts';
import { sendAsPerson } from '../people/send-as-person.ts';
import type { World } from '../world.ts';

const parts = ['numbers', 'people', 'templates', 'chaos', 'timeline'];

/**
 * Plays a scenario: numbers, people, templates and chaos at once, then a timeline whose steps come `after` a
 * span from the start, on the simulated clock. A step sets `chaos`, changes a `person` with `change`, or lets a
 * `person` `say` something to a `number`. Answers a sentence when something in it is wrong; then nothing is
 * scheduled.
 */
export function playScenario(world: World, scenario: Json): string | null {
  const odd = Object.keys(scenario).find((key) => !parts.includes(key));
  if (odd !== undefined) return `A scenario has no ${odd}; it has ${parts.join(', ')}.`;
  for (const part of ['numbers', 'people', 'templates', 'timeline']) {
    if (scenario[part] !== undefined && !Array.isArray(scenario[part])) return `${part} must be a list.`;
  }
  for (const number of listOf(scenario.numbers)) {
    const mistake = checkNumber(number);
    if (mistake) return mistake;
    keepNumber(world, number as unknown as NumberInput);
  }
  for (const input of listOf(scenario.people)) {
    const person = upsertPerson(world, input);
    if (typeof person === 'string') return person;
  }
  for (const template of listOf(scenario.templates)) {
    const mistake = putOneTemplate(world, template);
    if (mistake) return mistake;
  }
  if (isObject(scenario.chaos)) {
    const mistake = mergeChaos(world, scenario.chaos);
    if (mistake) return mistake;
  }
  return playTimeline(world, listOf(scenario.timeline));
}

type Step = { afterMs: number; run: () => void };

function playTimeline(world: World, steps: Json[]): string | null {
  const ready: Step[] = [];
  for (const [index, input] of steps.entries()) {
    const step = readStep(world, input);
    if (typeof step === 'string') return `Step ${index + 1} of the timeline: ${step}`;
    ready.push(step);
  }
  for (const { afterMs, run } of ready) world.clock.after(afterMs, run);
  return null;
}

function readStep(world: World, input: Json): Step | string {
  const afterMs = readSpan(input.after);
  if (afterMs === null) return 'after must be milliseconds or a word such as 90s, 1h or 7d.';
  if (isObject(input.chaos)) {
    const { chaos } = input;
    // Tried out first, so that a mistake shows at the start and not at its hour.
    const before = world.chaos.now;
    const mistake = mergeChaos(world, chaos);
    world.chaos.now = before;
    return mistake ?? { afterMs, run: () => void mergeChaos(world, chaos) };
  }
  const phone = String(input.person ?? '').replace(/\D/g, '');
  if (phone.length < 7) return 'it needs chaos, or a person with change or say.';
  if (isObject(input.change)) {
    const { change } = input;
    const mistake = checkPerson(change);
    return mistake ?? { afterMs, run: () => changePerson(world, personWith(world, phone), change) };
  }
  const said = typeof input.say === 'string' ? { type: 'text', text: { body: input.say } } : input.say;
  if (!isObject(said)) return 'it needs change or say.';
  const mistake = checkSaid(said);
  if (mistake) return mistake;
  const number = numberFor(world, String(input.number));
  if (!number) return `there is no business number ${String(input.number)}.`;
  return { afterMs, run: () => void sendAsPerson(world, personWith(world, phone), number, said) };
}

function listOf(value: unknown): Json[] {
  return Array.isArray(value) ? (value as Json[]) : [];
}
