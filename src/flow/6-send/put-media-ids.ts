import type { MessagePayload, TemplateComponent } from '#templates/payload.ts';

/** The payload with Meta's ids of the media in the place of ours. */
export function putMediaIds(payload: MessagePayload, ids: Readonly<Record<string, string>>): MessagePayload {
  const put = <M extends { id: string }>(media: M): M => ({ ...media, id: ids[media.id] ?? media.id });
  switch (payload.type) {
    case 'image':
      return { ...payload, image: put(payload.image) };
    case 'document':
      return { ...payload, document: put(payload.document) };
    case 'video':
      return { ...payload, video: put(payload.video) };
    case 'audio':
      return { ...payload, audio: put(payload.audio) };
    case 'template': {
      const components = payload.template.components.map((part) => putInHeader(part, put));
      return { ...payload, template: { ...payload.template, components } };
    }
    case 'text':
    case 'interactive':
      return payload;
  }
}

function putInHeader(
  part: TemplateComponent,
  put: <M extends { id: string }>(media: M) => M,
): TemplateComponent {
  if (part.type !== 'header') return part;
  const parameters = part.parameters.map((parameter) =>
    parameter.type === 'image'
      ? { ...parameter, image: put(parameter.image) }
      : { ...parameter, document: put(parameter.document) },
  );
  return { ...part, parameters };
}
