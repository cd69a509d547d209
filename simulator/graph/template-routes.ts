import type { Answer, SimRequest } from '../http/answer.ts';
import type { Route } from '../http/route-table.ts';
import { countManagementCall } from '../limits/management-calls.ts';
import { accountFor } from '../numbers/keep-numbers.ts';
import type { Json } from '../people/message.ts';
import { changeTemplate, createTemplate, deleteTemplates } from '../templates/keep-templates.ts';
import { templatesOf } from '../templates/shelf.ts';
import type { Template } from '../templates/template.ts';
import type { World } from '../world.ts';
import { noSuchObject } from './no-such-object.ts';
import { pageOf } from './page-of.ts';
import { refuse } from './problem.ts';
import { readJson } from './read-json.ts';

/** Templates of a WABA: list, create, delete. One template by its id: see object routes. */
export const templateRoutes: readonly Route<World>[] = [
  ['GET', '/:version/:id/message_templates', listTemplates],
  ['POST', '/:version/:id/message_templates', create],
  ['DELETE', '/:version/:id/message_templates', remove],
  // Not in Meta's file, but where @kapso/whatsapp-cloud-api looks for one template.
  ['GET', '/:version/:id/message_templates/:template', showOne],
];

/** A template as Graph shows it, all fields or those named. */
export function showTemplate(template: Template, fields: string | null): Json {
  const whole: Json = {
    name: template.name,
    parameter_format: template.parameterFormat,
    components: template.components,
    language: template.language,
    status: template.status,
    category: template.category,
    id: template.id,
  };
  if (fields === null) return whole;
  const more: Json = {
    ...whole,
    quality_score: { score: template.quality, date: Math.floor(template.createdAt / 1000) },
    rejected_reason: template.rejectedReason ?? 'NONE',
  };
  const named = fields.split(',').map((field) => field.trim());
  return Object.fromEntries(
    [...named, 'id'].filter((field) => field in more).map((field) => [field, more[field]]),
  );
}

/** POST to a template's own id: edit. */
export function editTemplate(world: World, template: Template, request: SimRequest): Answer {
  const found = changeTemplate(world, template, readJson(request) ?? {});
  return found ? refuse(world.ids.trace(), found) : { status: 200, json: { success: true } };
}

function listTemplates(world: World, request: SimRequest): Answer {
  const account = accountFor(world, request.params.id!);
  if (!account) return refuse(world.ids.trace(), noSuchObject(request.params.id!));
  const over = countManagementCall(world, account);
  if (over) return refuse(world.ids.trace(), over);
  const { query } = request;
  const wanted = (field: keyof Template, name: string = field) => {
    const value = query.get(name);
    return (template: Template) =>
      value === null || String(template[field]).toUpperCase() === value.toUpperCase();
  };
  const filters = [wanted('name'), wanted('language'), wanted('status'), wanted('category')];
  const found = templatesOf(world.templates, account.id).filter((template) =>
    filters.every((fits) => fits(template)),
  );
  const { page, paging } = pageOf(found, request, (template) => template.id);
  return {
    status: 200,
    json: { data: page.map((template) => showTemplate(template, query.get('fields'))), paging },
  };
}

function showOne(world: World, { params, query }: SimRequest): Answer {
  const template = world.templates.byId.get(params.template!);
  if (!template || template.accountId !== params.id)
    return refuse(world.ids.trace(), noSuchObject(params.template!));
  return { status: 200, json: showTemplate(template, query.get('fields')) };
}

function create(world: World, request: SimRequest): Answer {
  const account = accountFor(world, request.params.id!);
  if (!account) return refuse(world.ids.trace(), noSuchObject(request.params.id!));
  const over = countManagementCall(world, account);
  if (over) return refuse(world.ids.trace(), over);
  const made = createTemplate(world, account, readJson(request) ?? {});
  if ('code' in made) return refuse(world.ids.trace(), made);
  return { status: 200, json: { id: made.id, status: made.status, category: made.category } };
}

function remove(world: World, request: SimRequest): Answer {
  const account = accountFor(world, request.params.id!);
  if (!account) return refuse(world.ids.trace(), noSuchObject(request.params.id!));
  const { query } = request;
  const wrong = deleteTemplates(world, account, query.get('name'), query.get('hsm_id'));
  return wrong ? refuse(world.ids.trace(), wrong) : { status: 200, json: { success: true } };
}
