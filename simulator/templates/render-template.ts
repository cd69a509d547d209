import type { Json } from '../people/message.ts';
import type { Template } from './template.ts';

/** A template message as a phone shows it. */
export type RenderedTemplate = {
  name: string;
  language: string;
  header?: Json;
  body: string;
  footer?: string;
  buttons?: Json[];
};

/** Puts a message's parameters into its template. Without the template, what the parameters say is shown. */
export function renderTemplate(template: Template | null, sent: Json): RenderedTemplate {
  const parts = list(sent.components);
  const rendered: RenderedTemplate = {
    name: String(sent.name),
    language: String((sent.language as Json | undefined)?.code ?? ''),
    body: '',
  };
  if (!template) {
    rendered.body = [rendered.name, ...parameters(partOf(parts, 'body')).map(shown)].join('\n');
    return rendered;
  }
  for (const component of template.components) {
    switch (String(component.type).toUpperCase()) {
      case 'HEADER':
        rendered.header = renderHeader(component, parameters(partOf(parts, 'header')));
        break;
      case 'BODY':
        rendered.body = renderBody(template, component, parameters(partOf(parts, 'body')));
        break;
      case 'FOOTER':
        rendered.footer = component.text ? String(component.text) : expiryLine(component);
        break;
      case 'BUTTONS':
        rendered.buttons = list(component.buttons).map((button, index) =>
          renderButton(button, index, parameters(buttonPart(parts, index))),
        );
        break;
    }
  }
  return rendered;
}

/** Replaces `{{1}}` and `{{name}}` by the parameters, in their order or by `parameter_name`. */
function fillText(text: string, values: Json[]): string {
  let next = 0;
  return text.replace(/\{\{\s*([\w]+)\s*\}\}/g, (whole, name: string) => {
    const named = values.find((value) => value.parameter_name === name);
    const value = named ?? (/^\d+$/.test(name) ? values[Number(name) - 1] : values[next++]);
    return value ? shown(value) : whole;
  });
}

function renderHeader(component: Json, values: Json[]): Json {
  const format = String(component.format ?? 'TEXT').toUpperCase();
  if (format === 'TEXT') return { type: 'text', text: fillText(String(component.text ?? ''), values) };
  const type = format.toLowerCase();
  return { type, [type]: values[0]?.[type] ?? {} };
}

function renderBody(template: Template, component: Json, values: Json[]): string {
  if (template.category !== 'AUTHENTICATION' || component.text)
    return fillText(String(component.text ?? ''), values);
  const code = values[0] ? shown(values[0]) : '';
  const warning = component.add_security_recommendation ? ' For your security, do not share this code.' : '';
  return `*${code}* is your verification code.${warning}`;
}

function expiryLine(component: Json): string {
  return `This code expires in ${String(component.code_expiration_minutes)} minutes.`;
}

function renderButton(button: Json, index: number, values: Json[]): Json {
  const type = String(button.type).toUpperCase();
  const rendered: Json = { type, index, text: String(button.text ?? type) };
  const first = values[0];
  if (type === 'QUICK_REPLY') rendered.payload = String(first?.payload ?? first?.text ?? rendered.text);
  if (type === 'URL') rendered.url = fillText(String(button.url ?? ''), values);
  if (type === 'PHONE_NUMBER') rendered.phone_number = button.phone_number;
  if (type === 'OTP' || type === 'COPY_CODE') rendered.code = first?.text ?? first?.coupon_code;
  return rendered;
}

function shown(value: Json): string {
  const special = (value.currency ?? value.date_time) as Json | undefined;
  if (special) return String(special.fallback_value ?? '');
  return String(value.text ?? '');
}

function partOf(parts: Json[], type: string): Json | undefined {
  return parts.find((part) => String(part.type).toLowerCase() === type);
}

function buttonPart(parts: Json[], index: number): Json | undefined {
  return parts.find((part) => String(part.type).toLowerCase() === 'button' && Number(part.index) === index);
}

function parameters(part: Json | undefined): Json[] {
  return list(part?.parameters);
}

function list(value: unknown): Json[] {
  return Array.isArray(value) ? (value as Json[]) : [];
}
