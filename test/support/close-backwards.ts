/** What is needed of a test's context by what opens something for it. */
export type Closing = { after(close: () => Promise<void> | void): void };

/** For what is opened one upon another: after the test it is closed in the reverse order of its opening. */
export function closeBackwards(test: Closing): Closing {
  const closers: (() => Promise<void> | void)[] = [];
  test.after(async () => {
    for (const close of closers.reverse()) await close();
  });
  return { after: (close) => void closers.push(close) };
}
