import type { Json } from '../people/message.ts';
import { postUpdate } from '../webhooks/post-webhooks.ts';
import type { World } from '../world.ts';
import { devanagariLanguages } from './languages.ts';
import type { Template, TemplateStatus } from './template.ts';

/**
 * Puts a template before review. After the settings' time it is approved, unless its text is Devanagari under
 * a language that is not written so (the code should match the text: cloud-api.md section 5).
 */
export function reviewTemplate(world: World, template: Template) {
  const { approveAfterMs } = world.settings;
  if (approveAfterMs === 0) decide(world, template);
  else world.clock.after(approveAfterMs, () => decide(world, template));
}

/** Gives a template a new status and tells the business (`message_template_status_update`). */
export function setTemplateStatus(world: World, template: Template, status: TemplateStatus, reason = 'NONE') {
  template.status = status;
  template.rejectedReason = status === 'REJECTED' ? reason : null;
  const account = world.accounts.get(template.accountId);
  if (!account) return;
  const value: Json = {
    event: status,
    message_template_id: Number(template.id),
    message_template_name: template.name,
    message_template_language: template.language,
    message_template_category: template.category,
    reason: status === 'PAUSED' || status === 'DISABLED' ? null : reason,
  };
  if (status === 'PAUSED') value.other_info = pauseInfo(template.pauses);
  postUpdate(world, {
    kind: 'account',
    account,
    field: 'message_template_status_update',
    value,
    at: world.clock.now(),
  });
}

const hourMs = 60 * 60 * 1000;

/** A template people dislike is paused for 3 hours, then 6, then disabled (cloud-api.md section 3). */
export function pauseTemplate(world: World, template: Template) {
  template.pauses += 1;
  if (template.pauses > 2) {
    setTemplateStatus(world, template, 'DISABLED');
    return;
  }
  setTemplateStatus(world, template, 'PAUSED');
  world.clock.after((template.pauses === 1 ? 3 : 6) * hourMs, () => {
    if (template.status === 'PAUSED') setTemplateStatus(world, template, 'APPROVED');
  });
}

function decide(world: World, template: Template) {
  if (template.status !== 'PENDING') return;
  if (languageFits(template)) setTemplateStatus(world, template, 'APPROVED');
  else setTemplateStatus(world, template, 'REJECTED', 'TAG_CONTENT_MISMATCH');
}

function languageFits(template: Template): boolean {
  if (devanagariLanguages.has(template.language)) return true;
  const text = template.components.map((component) => String(component.text ?? '')).join(' ');
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const devanagari = text.match(/\p{Script=Devanagari}/gu)?.length ?? 0;
  return devanagari * 2 <= letters;
}

function pauseInfo(pauses: number): Json {
  return {
    title: pauses === 1 ? 'FIRST_PAUSE' : 'SECOND_PAUSE',
    description: `Your WhatsApp message template has been paused for ${pauses === 1 ? 3 : 6} hours because it continued to have issues.`,
  };
}
