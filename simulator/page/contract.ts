/**
 * What the simulator's server and this page say to each other, as types only.
 * The page is served as it stands, so its modules take these through JSDoc imports.
 */

export type Status = 'pending' | 'accepted' | 'sent' | 'delivered' | 'read' | 'played' | 'failed';

/** How a phone behaves when nobody is holding it. */
export type Habit = 'reads' | 'watched' | 'never-reads' | 'offline' | 'replies';

export type LastMessage = { text: string; at: number; fromPerson: boolean };

export type Person = {
  phone: string;
  userId: string;
  name: string;
  about: string;
  habit: Habit;
  online: boolean;
  unread: number;
  last: LastMessage | null;
  onWhatsApp?: boolean;
  blocked?: boolean;
  hidePhone?: boolean | string;
  receipts?: boolean;
};

export type BusinessNumber = {
  phoneNumberId: string;
  displayPhoneNumber: string;
  verifiedName: string;
  wabaId?: string;
};

export type ThreadSummary = BusinessNumber & { unread: number; last: LastMessage | null };

export type Words = string | { text?: string };

export type Media = {
  id?: string;
  link?: string;
  caption?: string;
  filename?: string;
  mime_type?: string;
  voice?: boolean;
};

export type Place = { latitude?: number; longitude?: number; name?: string; address?: string };

export type Contact = {
  name?: { formatted_name?: string; first_name?: string; last_name?: string };
  phones?: { phone?: string; wa_id?: string; type?: string }[];
};

/** The line of text, the picture, film, document or place at the head of a template or interactive message. */
export type Header = {
  type?: string;
  text?: string;
  image?: Media;
  video?: Media;
  document?: Media;
  location?: Place;
};

export type TemplateButton = {
  type: string;
  text?: string;
  payload?: string;
  url?: string;
  phone_number?: string;
  code?: string;
};

export type ListRow = { id: string; title: string; description?: string };

export type Action = {
  button?: string;
  buttons?: { reply: { id: string; title: string } }[];
  sections?: { title?: string; rows?: ListRow[] }[];
  parameters?: { display_text?: string; url?: string; flow_cta?: string; flow_token?: string };
};

/**
 * The object a Cloud API message carries under the name of its type: which of these are there depends on the
 * type. (`contacts` from a person is the bare list.)
 */
export type Content = Media &
  Place & {
    type?: string;
    body?: Words;
    text?: string;
    payload?: string;
    header?: Header;
    footer?: Words;
    buttons?: TemplateButton[];
    action?: Action;
    button_reply?: { id: string; title: string };
    list_reply?: ListRow;
    nfm_reply?: { name?: string; body?: string; response_json?: string };
    contacts?: Contact[];
    emoji?: string;
    message_id?: string;
  };

export type Bubble = {
  id: string;
  direction: 'business' | 'person';
  at: number;
  type: string;
  content: Content | Contact[];
  status: Status;
  context?: { id: string } | null;
  reactions?: Reaction[];
  errors?: { code?: number; title?: string; message?: string }[];
};

export type Reaction = { emoji: string; from: 'business' | 'person' };

/** A message as a person sends it: the content part of an inbound Cloud API message. */
export type Outgoing = { type: string; context?: { id: string } } & Record<string, unknown>;

/** One request the simulator got (`in`) or one webhook it posted (`out`). */
export type WireLine = {
  id: number;
  at: number;
  direction: 'in' | 'out';
  method: string;
  path: string;
  /** 0 when there was no answer. */
  status: number;
  ms: number;
  signature?: string;
  summary: string;
};

/** An exchange whole. */
export type WireExchange = WireLine & {
  request: { headers: Record<string, string>; body: string };
  response: { body: string };
};

/** One event of GET /sim/events with its name. */
export type SimEvent =
  | { name: 'message'; data: { phone: string; phoneNumberId: string; bubble: Bubble } }
  | {
      name: 'status';
      data: { phone: string; phoneNumberId: string; id: string; status: Status; at: number };
    }
  | { name: 'person'; data: Person }
  | { name: 'typing'; data: { phone: string; phoneNumberId: string; from: 'business' | 'person' } }
  | { name: 'wire'; data: WireLine };
