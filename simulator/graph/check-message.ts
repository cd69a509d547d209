import type { BusinessNumber } from '../numbers/number.ts';
import type { Json } from '../people/message.ts';
import type { World } from '../world.ts';
import { checkContacts } from './check-contacts.ts';
import { checkText, isObject } from './check-fields.ts';
import { checkInteractive } from './check-interactive.ts';
import { checkMediaMessage } from './check-media-message.ts';
import { type Problem, problem } from './problem.ts';

type Check = (world: World, number: BusinessNumber, content: Json) => Problem | null;

const checks: Readonly<Record<string, Check>> = {
  text: (_, __, text) => checkTextMessage(text),
  image: (world, number, image) => checkMediaMessage(world, number, 'image', image),
  audio: (world, number, audio) => checkMediaMessage(world, number, 'audio', audio),
  video: (world, number, video) => checkMediaMessage(world, number, 'video', video),
  document: (world, number, document) => checkMediaMessage(world, number, 'document', document),
  sticker: (world, number, sticker) => checkMediaMessage(world, number, 'sticker', sticker),
  location: (_, __, location) => checkLocation(location),
  reaction: (_, __, reaction) => checkReaction(reaction),
  interactive: checkInteractive,
  // Which template and whether its parameters fit is checked once the template is found.
  template: () => null,
};

const typeNames = [...Object.keys(checks), 'contacts'];

/**
 * The type and content of a message request, checked as Meta checks them, or what is wrong. A request without
 * `type` is a text, as Meta's own examples send it; one that has a single known object is taken as of its type.
 */
export function checkMessage(
  world: World,
  number: BusinessNumber,
  body: Json,
): { type: string; content: Json } | Problem {
  if (body.messaging_product !== 'whatsapp') {
    return body.messaging_product === undefined
      ? problem(100, 'The parameter messaging_product is required.')
      : problem(100, "Param messaging_product must be one of {'WHATSAPP'}.");
  }
  const recipientType = body.recipient_type ?? 'individual';
  if (recipientType === 'group') return problem(131059, 'Groups need an official business account.');
  if (recipientType !== 'individual') {
    return problem(100, "Param recipient_type must be one of {'individual', 'group'}.");
  }
  const type = body.type ?? typeNames.find((name) => body[name] !== undefined) ?? 'text';
  if (typeof type !== 'string' || !typeNames.includes(type)) {
    return problem(
      100,
      `Param type must be one of {${typeNames.join(', ').toUpperCase()}} - got "${String(type)}".`,
    );
  }
  const content = body[type];
  if (content === undefined) return problem(131008, `Parameter '${type}' is mandatory for type '${type}'.`);
  const context = body.context;
  if (context !== undefined && (!isObject(context) || typeof context.message_id !== 'string')) {
    return problem(100, 'The parameter context.message_id must be the id of a message.');
  }
  const opaque = checkText('biz_opaque_callback_data', body.biz_opaque_callback_data, 512, {
    optional: true,
    code: 100,
  });
  if (opaque) return opaque;
  if (type === 'contacts') return checkContacts(content) ?? { type, content: { contacts: content } };
  if (!isObject(content)) return problem(100, `Param ${type} must be a JSON object.`);
  return checks[type]!(world, number, content) ?? { type, content };
}

function checkTextMessage(text: Json): Problem | null {
  if (text.preview_url !== undefined && typeof text.preview_url !== 'boolean') {
    return problem(100, "Param text['preview_url'] must be a boolean.");
  }
  return checkText("text['body']", text.body, 4_096, { code: 100 });
}

function checkLocation(location: Json): Problem | null {
  return (
    checkDegrees('latitude', location.latitude, 90) ??
    checkDegrees('longitude', location.longitude, 180) ??
    checkText("location['name']", location.name, 1_000, { optional: true }) ??
    checkText("location['address']", location.address, 1_000, { optional: true })
  );
}

/** A number, or a string of one: the OpenAPI file says string, its examples say number. */
function checkDegrees(name: string, value: unknown, most: number): Problem | null {
  if (value === undefined) return problem(131008, `Required parameter is missing: location['${name}']`);
  const degrees = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof degrees === 'number' && Math.abs(degrees) <= most) return null;
  return problem(131009, `location['${name}'] must be between -${most} and ${most}.`);
}

function checkReaction(reaction: Json): Problem | null {
  const missing = checkText("reaction['message_id']", reaction.message_id, 512);
  if (missing) return missing;
  const { emoji } = reaction;
  if (emoji === '') return null;
  if (typeof emoji !== 'string') return problem(131008, "Required parameter is missing: reaction['emoji']");
  const one = [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(emoji)].length === 1;
  return one && /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u.test(emoji)
    ? null
    : problem(131009, "reaction['emoji'] must be a single emoji.");
}
