import type { BusinessNumber } from '../numbers/number.ts';
import type { Json } from '../people/message.ts';
import type { World } from '../world.ts';
import { checkList, checkText, firstProblem, isObject } from './check-fields.ts';
import { checkMediaMessage } from './check-media-message.ts';
import { type Problem, problem } from './problem.ts';

/** What an interactive type asks of its action, and how much text its body takes. */
type Kind = { body: number | 'optional'; header: readonly string[]; check: (action: Json) => Problem | null };

const anyHeader = ['text', 'image', 'video', 'document', 'gif'];

const kinds: Readonly<Record<string, Kind>> = {
  button: { body: 1_024, header: anyHeader, check: checkButtons },
  list: { body: 4_096, header: ['text'], check: checkSections },
  cta_url: { body: 1_024, header: anyHeader, check: (action) => checkNamed(action, 'cta_url', checkCtaUrl) },
  flow: { body: 1_024, header: anyHeader, check: (action) => checkNamed(action, 'flow', checkFlow) },
  location_request_message: {
    body: 1_024,
    header: [],
    check: (action) => checkNamed(action, 'send_location'),
  },
  address_message: {
    body: 1_024,
    header: ['text'],
    check: (action) => checkNamed(action, 'address_message'),
  },
  // Meta's text and a third party's sandbox differ; both are taken (cloud-api.md section 1).
  contact_request: { body: 1_024, header: [], check: (action) => checkNamed(action, 'request_contact_info') },
  request_contact_info: {
    body: 1_024,
    header: [],
    check: (action) => checkNamed(action, 'request_contact_info'),
  },
  call_permission_request: {
    body: 'optional',
    header: [],
    check: (action) => checkNamed(action, 'call_permission_request'),
  },
  voice_call: { body: 1_024, header: [], check: (action) => checkNamed(action, 'voice_call') },
  product: { body: 'optional', header: [], check: checkProduct },
  product_list: { body: 1_024, header: ['text'], check: checkProductList },
  catalog_message: { body: 1_024, header: [], check: (action) => checkNamed(action, 'catalog_message') },
  carousel: { body: 1_024, header: [], check: (action) => checkList("action['cards']", action.cards, 2, 10) },
  order_details: {
    body: 1_024,
    header: ['text', 'image'],
    check: (action) => checkNamed(action, 'review_and_pay'),
  },
  order_status: { body: 1_024, header: [], check: (action) => checkNamed(action, 'review_order') },
};

/** Checks an interactive message: its type's action, and the lengths of header, body and footer. */
export function checkInteractive(world: World, number: BusinessNumber, interactive: Json): Problem | null {
  const kind = kinds[String(interactive.type)];
  if (!kind) return problem(131009, `interactive['type'] must be one of {${Object.keys(kinds).join(', ')}}.`);
  const { action } = interactive;
  if (!isObject(action)) return problem(131008, "Required parameter is missing: interactive['action']");
  return (
    checkBody(kind, interactive.body) ??
    checkHeader(world, number, kind, interactive) ??
    checkFooter(interactive.footer) ??
    kind.check(action)
  );
}

function checkBody(kind: Kind, body: unknown): Problem | null {
  if (body === undefined && kind.body === 'optional') return null;
  if (!isObject(body)) return problem(131008, "Required parameter is missing: interactive['body']");
  return checkText("interactive['body']['text']", body.text, kind.body === 'optional' ? 1_024 : kind.body);
}

function checkHeader(
  world: World,
  number: BusinessNumber,
  kind: Kind,
  { header, type }: Json,
): Problem | null {
  if (header === undefined) {
    return type === 'product_list'
      ? problem(131008, "Required parameter is missing: interactive['header']")
      : null;
  }
  if (!isObject(header)) return problem(131009, "interactive['header'] must be a JSON object.");
  // Meta's own example leaves the placeholder `<HEADER_TYPE>` where only text is possible.
  const format = kind.header.length === 1 ? 'text' : String(header.type);
  if (!kind.header.includes(format)) {
    return problem(
      131009,
      `Header of type '${format}' is not supported for interactive type '${String(type)}'.`,
    );
  }
  if (format === 'text') return checkText("interactive['header']['text']", header.text, 60);
  const media = header[format];
  if (!isObject(media))
    return problem(131008, `Required parameter is missing: interactive['header']['${format}']`);
  return checkMediaMessage(
    world,
    number,
    format === 'image' || format === 'document' ? format : 'video',
    media,
  );
}

function checkFooter(footer: unknown): Problem | null {
  if (footer === undefined) return null;
  if (!isObject(footer)) return problem(131009, "interactive['footer'] must be a JSON object.");
  return checkText("interactive['footer']['text']", footer.text, 60);
}

function checkButtons(action: Json): Problem | null {
  const wrong = checkList("action['buttons']", action.buttons, 1, 3);
  if (wrong) return wrong;
  const buttons = action.buttons as Json[];
  const each = firstProblem(buttons, (button) => {
    if (button.type !== 'reply') return problem(131009, "Button type must be 'reply'.");
    const reply = button.reply;
    if (!isObject(reply)) return problem(131008, "Required parameter is missing: button['reply']");
    return checkText('Button title', reply.title, 20) ?? checkText('Button reply id', reply.id, 256);
  });
  return (
    each ?? checkUnique('Button title', buttons, 'title') ?? checkUnique('Button reply id', buttons, 'id')
  );
}

function checkUnique(name: string, buttons: Json[], key: string): Problem | null {
  const seen = new Set(buttons.map((button) => (button.reply as Json)[key]));
  return seen.size === buttons.length ? null : problem(131009, `Duplicated ${name.toLowerCase()}.`);
}

function checkSections(action: Json): Problem | null {
  const wrong =
    checkText("action['button']", action.button, 20) ??
    checkList("action['sections']", action.sections, 1, 10);
  if (wrong) return wrong;
  const sections = action.sections as Json[];
  const each = firstProblem(sections, (section) => {
    const rows = checkList("section['rows']", section.rows, 1, 10);
    return rows ?? checkSectionTitle(section, sections) ?? firstProblem(section.rows as Json[], checkRow);
  });
  if (each) return each;
  const rows = sections.flatMap((section) => section.rows as Json[]);
  if (rows.length > 10) return problem(131009, 'Total row count exceed max allowed count: 10');
  return new Set(rows.map((row) => row.id)).size === rows.length
    ? null
    : problem(131009, 'Duplicated row id.');
}

function checkSectionTitle(section: Json, all: Json[]): Problem | null {
  return checkText('Section title', section.title, 24, { optional: all.length === 1 });
}

function checkRow(row: Json): Problem | null {
  return (
    checkText('Row id', row.id, 200) ??
    checkText('Row title', row.title, 24) ??
    (row.description === '' ? null : checkText('Row description', row.description, 72, { optional: true }))
  );
}

function checkNamed(
  action: Json,
  name: string,
  check?: (parameters: Json) => Problem | null,
): Problem | null {
  if (action.name !== name) return problem(131009, `action['name'] must be '${name}'.`);
  if (!check) return null;
  return isObject(action.parameters)
    ? check(action.parameters)
    : problem(131008, "Required parameter is missing: action['parameters']");
}

function checkCtaUrl(parameters: Json): Problem | null {
  const wrong = checkText("parameters['display_text']", parameters.display_text, 20);
  if (wrong) return wrong;
  if (parameters.url === undefined)
    return problem(131008, "Required parameter is missing: parameters['url']");
  return typeof parameters.url === 'string' && /^https?:\/\/\S+$/.test(parameters.url)
    ? checkText("parameters['url']", parameters.url, 2_000)
    : problem(131009, "parameters['url'] is not a valid URL.");
}

function checkFlow(parameters: Json): Problem | null {
  const { flow_id: id, flow_name: name } = parameters;
  if ((id === undefined) === (name === undefined)) {
    return problem(131009, "Either parameters['flow_id'] or parameters['flow_name'] is required, not both.");
  }
  if (parameters.mode !== undefined && parameters.mode !== 'draft' && parameters.mode !== 'published') {
    return problem(131009, "parameters['mode'] must be one of {draft, published}.");
  }
  if (
    parameters.flow_action !== undefined &&
    !['navigate', 'data_exchange'].includes(String(parameters.flow_action))
  ) {
    return problem(131009, "parameters['flow_action'] must be one of {navigate, data_exchange}.");
  }
  return (
    checkText("parameters['flow_message_version']", parameters.flow_message_version, 10) ??
    checkText("parameters['flow_cta']", parameters.flow_cta, 30)
  );
}

function checkProduct(action: Json): Problem | null {
  return (
    checkText("action['catalog_id']", action.catalog_id, 100) ??
    checkText("action['product_retailer_id']", action.product_retailer_id, 100)
  );
}

function checkProductList(action: Json): Problem | null {
  const wrong =
    checkText("action['catalog_id']", action.catalog_id, 100) ??
    checkList("action['sections']", action.sections, 1, 10);
  if (wrong) return wrong;
  const sections = action.sections as Json[];
  return firstProblem(
    sections,
    (section) =>
      checkList("section['product_items']", section.product_items, 1, 30) ??
      checkSectionTitle(section, sections),
  );
}
