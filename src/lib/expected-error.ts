export type ExpectedError = Error & { name: 'ExpectedError' };

/**
 * An error that a person can act on: the port is taken, the server cannot be reached, a file is not ours.
 * Its message is one clear sentence (or two) that the command line prints as it is, without a stack.
 * Everything else that is thrown is a bug.
 */
export function expectedError(sentence: string, cause?: unknown): ExpectedError {
  return Object.assign(new Error(sentence, { cause }), { name: 'ExpectedError' as const });
}

/** True for errors made by {@link expectedError}: print the message alone and exit with 1. */
export function isExpectedError(error: unknown): error is ExpectedError {
  return error instanceof Error && error.name === 'ExpectedError';
}
