import { limits } from './limits.ts';

/** What a tap can mean. The name is in the button's id, so that a tap on an old message still says it. */
export const buttonActions = [
  'undo',
  'send',
  'wholeSchool',
  'notForParents',
  'doNotSend',
  'change',
  'correction',
  'takeBack',
  'atSchool',
  'yes',
  'no',
  'agree',
  'disagree',
  'approve',
  'doNotApprove',
  'sick',
  'leave',
  'didNotKnow',
  'readAll',
  'choose',
  'homework',
  'attendance',
  'notice',
  'askLeave',
  'help',
  'status',
  'english',
  'nepali',
  'bothLanguages',
] as const;

export type ButtonAction = (typeof buttonActions)[number];

/** The id of a button or list row: the action, what it is about, and for `choose` which choice. */
export function buttonId(action: ButtonAction, reference: string, choice?: string): string {
  const id = choice === undefined ? `${action}:${reference}` : `${action}:${reference}:${choice}`;
  if (id.length > limits.listRowId) throw new RangeError(`The button id "${id}" is too long.`);
  return id;
}

/** What a tapped button says, or null when the id is not one of ours. */
export function readButtonId(
  id: string,
): { action: ButtonAction; reference: string; choice?: string } | null {
  const [action, reference, ...choice] = id.split(':');
  if (!isAction(action) || !reference) return null;
  return choice.length === 0 ? { action, reference } : { action, reference, choice: choice.join(':') };
}

function isAction(action: string | undefined): action is ButtonAction {
  return buttonActions.includes(action as ButtonAction);
}
