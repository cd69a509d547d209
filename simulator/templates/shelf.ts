import type { Template } from './template.ts';

/** All templates, by id and by account, name and language. */
export type TemplateShelf = {
  byId: Map<string, Template>;
  byKey: Map<string, Template>;
  /** Names of deleted templates and until when they stay taken. */
  deletedUntil: Map<string, number>;
};

export const emptyShelf = (): TemplateShelf => ({
  byId: new Map(),
  byKey: new Map(),
  deletedUntil: new Map(),
});

/** The template of an account with this name and language. */
export function findTemplate(
  shelf: TemplateShelf,
  accountId: string,
  name: string,
  language: string,
): Template | null {
  return shelf.byKey.get(keyOf(accountId, name, language)) ?? null;
}

/** All languages of a name. */
export function templatesNamed(shelf: TemplateShelf, accountId: string, name: string): Template[] {
  return templatesOf(shelf, accountId).filter((template) => template.name === name);
}

/** All templates of an account, oldest first. */
export function templatesOf(shelf: TemplateShelf, accountId: string): Template[] {
  return [...shelf.byId.values()].filter((template) => template.accountId === accountId);
}

export function putTemplate(shelf: TemplateShelf, template: Template) {
  shelf.byId.set(template.id, template);
  shelf.byKey.set(keyOf(template.accountId, template.name, template.language), template);
}

export function removeTemplate(shelf: TemplateShelf, template: Template) {
  shelf.byId.delete(template.id);
  shelf.byKey.delete(keyOf(template.accountId, template.name, template.language));
}

function keyOf(accountId: string, name: string, language: string): string {
  return `${accountId} ${name} ${language}`;
}
