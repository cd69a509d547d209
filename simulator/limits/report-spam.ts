import type { Message } from '../people/message.ts';
import type { Thread } from '../people/person.ts';
import { pauseTemplate } from '../templates/review-template.ts';
import { tellTemplateQuality } from '../webhooks/tell-account.ts';
import type { World } from '../world.ts';

/**
 * A person reports and blocks a business. So many reports pause the template they last got, and so many limit
 * the number (131048, quality RED). How many is not published, so the settings say, and 0 means never.
 */
export function reportSpam(world: World, thread: Thread) {
  const { reportsToPauseTemplate, reportsToLimitNumber } = world.settings.limits;
  const { number, person } = thread;
  person.blocked = true;
  number.reports += 1;
  if (reportsToLimitNumber > 0 && number.reports >= reportsToLimitNumber) {
    number.reports = 0;
    number.quality = 'RED';
    number.standing = 'spam-limited';
  }
  const template = lastTemplate(thread.messages);
  if (!template) return;
  template.reports += 1;
  if (reportsToPauseTemplate === 0 || template.reports < reportsToPauseTemplate) return;
  template.reports = 0;
  tellTemplateQuality(world, number.account, template, template.quality, 'RED');
  template.quality = 'RED';
  pauseTemplate(world, template);
}

function lastTemplate(messages: readonly Message[]) {
  return messages.findLast(({ template }) => template !== null)?.template ?? null;
}
