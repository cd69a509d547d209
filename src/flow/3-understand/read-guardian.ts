import type { Draft, UnderstandInput } from './reading.ts';
import type { Said } from './said.ts';

export function readGuardian(_said: Said, input: UnderstandInput): Draft {
  return { intent: 'reply', ask: null, text: input.text };
}
