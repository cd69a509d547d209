/**
 * The parts of a send to the Cloud API that texts decide: everything but the receiver. The shapes are those of
 * cloud-api.md section 2.
 */
export type MessagePayload = TextPayload | InteractivePayload | MediaPayload | TemplatePayload;

export type TextPayload = { type: 'text'; text: { body: string } };

export type ReplyButton = { type: 'reply'; reply: { id: string; title: string } };
export type ListRow = { id: string; title: string; description?: string };

export type InteractivePayload = {
  type: 'interactive';
  interactive:
    | { type: 'button'; body: { text: string }; action: { buttons: ReplyButton[] } }
    | { type: 'list'; body: { text: string }; action: { button: string; sections: { rows: ListRow[] }[] } };
};

export type MediaPayload =
  | { type: 'image'; image: { id: string; caption?: string } }
  | { type: 'document'; document: { id: string; caption?: string; filename?: string } }
  | { type: 'video'; video: { id: string; caption?: string } }
  | { type: 'audio'; audio: { id: string } };

export type TemplatePayload = {
  type: 'template';
  template: { name: string; language: { code: string }; components: TemplateComponent[] };
};

export type TemplateComponent =
  | { type: 'header'; parameters: TemplateHeaderParameter[] }
  | { type: 'body'; parameters: { type: 'text'; text: string }[] }
  | {
      type: 'button';
      sub_type: 'quick_reply';
      index: string;
      parameters: [{ type: 'payload'; payload: string }];
    };

export type TemplateHeaderParameter =
  | { type: 'image'; image: { id: string } }
  | { type: 'document'; document: { id: string; filename?: string } };
