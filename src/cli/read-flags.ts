import { expectedError } from '#lib/expected-error.ts';

/** Parses a command's flags; a flag that is not known or lacks its value becomes one sentence that says what to do. */
export function readFlags<T>(parse: () => T, command: string): T {
  try {
    return parse();
  } catch (error) {
    const [sentence] = (error as Error).message.split(/\. |\n/);
    throw expectedError(`${sentence}. bin/chautari ${command} --help lists what it takes.`, error);
  }
}
