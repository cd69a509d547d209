import { type ButtonAction, buttonId } from './button-ids.ts';
import { type Language, type Words, wordsIn } from './language.ts';
import { countCharacters, limits } from './limits.ts';
import type { InteractivePayload, MessagePayload } from './payload.ts';
import { say, sayWords } from './say.ts';
import { cutIndex, splitText } from './split-text.ts';

/**
 * One answer to a question: its id (short, without personal data), what the reader sees, and a line to tell alike ones
 * apart; or an answer that means the same everywhere.
 */
export type Choice = { id: string; title: Words; detail?: Words } | { action: ButtonAction };

/** The title of a button: in both languages where they fit side by side, else in Nepali. */
export function buttonTitle(action: ButtonAction, language: Language): string {
  const words = sayWords(`button.${action}`, {});
  const title = wordsIn(language, words);
  return countCharacters(title) <= limits.replyButtonTitle ? title : words.ne;
}

/** A text of at most 1,024 characters over one to three buttons. */
export function buttonsMessage(
  body: string,
  actions: readonly ButtonAction[],
  language: Language,
  reference: string,
): InteractivePayload {
  return repliesMessage(
    body,
    actions.map((action) => ({ id: buttonId(action, reference), title: buttonTitle(action, language) })),
  );
}

/**
 * A question with its choices: as buttons when there are at most three with short, different titles, as a list up to
 * ten, else as a text with a line for each, answered in writing.
 */
export function choicesMessage(
  question: string,
  choices: readonly Choice[],
  language: Language,
  reference: string,
): MessagePayload[] {
  const shown = choices.map((choice): Shown => {
    if ('action' in choice)
      return { id: buttonId(choice.action, reference), title: buttonTitle(choice.action, language) };
    return {
      id: buttonId('choose', reference, choice.id),
      title: wordsIn(language, choice.title),
      detail: choice.detail && wordsIn(language, choice.detail),
    };
  });
  if (shown.length > 0 && fitsButtons(question, shown)) return [repliesMessage(question, shown)];
  if (shown.length > 0 && shown.length <= limits.listRows && countCharacters(question) <= limits.listBody) {
    return [listMessage(question, shown, language)];
  }
  const lines = shown.map(({ title, detail }) => `• ${title}${detail ? `, ${detail}` : ''}`);
  return splitText([question, ...lines].join('\n'), limits.textBody).map((body) => ({
    type: 'text',
    text: { body },
  }));
}

type Shown = { id: string; title: string; detail?: string };

function fitsButtons(question: string, shown: readonly Shown[]): boolean {
  return (
    shown.length <= limits.replyButtons &&
    countCharacters(question) <= limits.interactiveBody &&
    new Set(shown.map(({ title }) => title)).size === shown.length &&
    shown.every(({ title, detail }) => !detail && countCharacters(title) <= limits.replyButtonTitle)
  );
}

function repliesMessage(body: string, replies: readonly { id: string; title: string }[]): InteractivePayload {
  return {
    type: 'interactive',
    interactive: {
      type: 'button',
      body: { text: body },
      action: { buttons: replies.map(({ id, title }) => ({ type: 'reply', reply: { id, title } })) },
    },
  };
}

function listMessage(question: string, shown: readonly Shown[], language: Language): InteractivePayload {
  const rows = shown.map(({ id, title, detail }) => {
    const isLong = countCharacters(title) > limits.listRowTitle;
    const description = [isLong ? title : '', detail ?? ''].filter((part) => part !== '').join(', ');
    return {
      id,
      title: shortened(title, limits.listRowTitle),
      ...(description ? { description: shortened(description, limits.listRowDescription) } : {}),
    };
  });
  const button = say('button.choose', {}, language === 'both' ? 'ne' : language);
  return {
    type: 'interactive',
    interactive: { type: 'list', body: { text: question }, action: { button, sections: [{ rows }] } },
  };
}

function shortened(title: string, limit: number): string {
  return countCharacters(title) <= limit ? title : `${title.slice(0, cutIndex(title, limit - 1)).trimEnd()}…`;
}
