import { isObject } from '../graph/check-fields.ts';
import type { Problem } from '../graph/problem.ts';
import type { Account } from '../numbers/number.ts';
import type { Json } from '../people/message.ts';
import type { World } from '../world.ts';
import { checkComponents, checkDefinition, type Definition, refused } from './check-definition.ts';
import { reviewTemplate, setTemplateStatus } from './review-template.ts';
import { findTemplate, putTemplate, removeTemplate, templatesNamed, templatesOf } from './shelf.ts';
import type { Template } from './template.ts';

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;
const mostPerHour = 100;
const mostPerAccount = 6_000;

/** Creates a template and puts it before review; a problem when its definition or the account's limits forbid it. */
export function createTemplate(world: World, account: Account, body: Json): Template | Problem {
  const definition = checkDefinition(body);
  if ('code' in definition) return definition;
  const { name, language } = definition;
  if (findTemplate(world.templates, account.id, name, language)) {
    return refused(`There is already ${language} content for this template.`, 2388024);
  }
  const now = world.clock.now();
  if ((world.templates.deletedUntil.get(`${account.id} ${name} ${language}`) ?? 0) > now) {
    return refused(
      'Content in this language is being deleted; the name is free again after 30 days.',
      2388023,
    );
  }
  const all = templatesOf(world.templates, account.id);
  if (all.length >= mostPerAccount)
    return refused(`An account has at most ${mostPerAccount} templates.`, 2388040);
  if (all.filter((one) => now - one.createdAt < hourMs).length >= mostPerHour) {
    return { code: 80007, details: `At most ${mostPerHour} templates may be created in an hour.` };
  }
  const template = makeTemplate(world, account, definition);
  reviewTemplate(world, template);
  return template;
}

/** Edits components or category; an approved template once in 24 hours and ten times in 30 days. */
export function changeTemplate(world: World, template: Template, body: Json): Problem | null {
  if (!['APPROVED', 'REJECTED', 'PAUSED'].includes(template.status)) {
    return refused('Only approved, rejected and paused templates can be edited.', 2388025);
  }
  const now = world.clock.now();
  const recent = template.editedAt.filter((at) => now - at < 30 * dayMs);
  if (template.status === 'APPROVED' && (recent.length >= 10 || recent.some((at) => now - at < dayMs))) {
    return refused('An approved template can be edited once in 24 hours and ten times in 30 days.', 2388026);
  }
  const category = (
    body.category ? String(body.category).toUpperCase() : template.category
  ) as Template['category'];
  if (template.status === 'APPROVED' && category !== template.category) {
    return refused('The category of an approved template cannot be changed.', 2388027);
  }
  const components = body.components ?? template.components;
  const wrong = checkComponents(components, category, template.parameterFormat);
  if (wrong) return wrong;
  template.components = components as Json[];
  template.category = category;
  template.editedAt = [...recent, now];
  template.status = 'PENDING';
  reviewTemplate(world, template);
  return null;
}

/** Deletes all languages of a name, or the one with `id`; the name is taken for 30 days more. */
export function deleteTemplates(
  world: World,
  account: Account,
  name: string | null,
  id: string | null,
): Problem | null {
  if (!name) return refused('The parameter name is required.');
  const found = templatesNamed(world.templates, account.id, name).filter(
    (one) => id === null || one.id === id,
  );
  if (found.length === 0) return refused(`There is no template ${name}.`, 2593002);
  for (const template of found) {
    setTemplateStatus(world, template, 'PENDING_DELETION');
    removeTemplate(world.templates, template);
    const until = world.clock.now() + 30 * dayMs;
    world.templates.deletedUntil.set(`${account.id} ${name} ${template.language}`, until);
  }
  return null;
}

/** Puts a template on the shelf as given, approved: for scenarios and tests. A sentence when it is wrong. */
export function putApproved(world: World, account: Account, body: unknown): Template | string {
  if (!isObject(body)) return 'Each template must be a JSON object.';
  const definition = checkDefinition(body);
  if ('code' in definition) return definition.details;
  const known = findTemplate(world.templates, account.id, definition.name, definition.language);
  if (known) removeTemplate(world.templates, known);
  const template = makeTemplate(world, account, definition);
  template.status = 'APPROVED';
  return template;
}

function makeTemplate(world: World, account: Account, definition: Definition): Template {
  const template: Template = {
    ...definition,
    id: world.ids.object('template'),
    accountId: account.id,
    status: 'PENDING',
    quality: 'UNKNOWN',
    rejectedReason: null,
    createdAt: world.clock.now(),
    editedAt: [],
    pauses: 0,
    reports: 0,
  };
  putTemplate(world.templates, template);
  return template;
}
