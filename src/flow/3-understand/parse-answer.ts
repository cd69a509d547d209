import type { Draft, UnderstandInput } from './reading.ts';
import type { Said } from './said.ts';

export function parseAnswer(_said: Said, _input: UnderstandInput): Draft | null {
  return null;
}
