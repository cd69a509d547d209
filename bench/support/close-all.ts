/** How to close what a run has opened, in the order of opening. */
const open = new Set<() => Promise<void>>();

/**
 * Remembers how to close what is being opened, so that a run that is told to stop leaves nothing behind. Call it before
 * the first await that could be cut off. What is returned closes it, once however often it is called.
 */
export function closeLater(close: () => Promise<void>): () => Promise<void> {
  let closing: Promise<void> | undefined;
  const closeOnce = () => {
    closing ??= close().finally(() => open.delete(closeOnce));
    return closing;
  };
  open.add(closeOnce);
  return closeOnce;
}

/**
 * At SIGTERM and SIGINT closes everything that is open, the latest first, and ends the process with the signal's
 * number. Terminals and `timeout` tell the whole group of processes, and npm passes it on once more: that it comes twice
 * is usual, and the second is ignored.
 */
export function closeAllAtSignal(log: (line: string) => void): void {
  let stopping = false;
  for (const [signal, number] of [['SIGINT', 2] as const, ['SIGTERM', 15] as const])
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      log(`${signal}: closing what was started`);
      // The run goes on in vain meanwhile; that its connections are cut is no news.
      for (const trouble of ['uncaughtException', 'unhandledRejection']) process.on(trouble, () => {});
      void closeAll(log).then(() => process.exit(128 + number));
    });
}

async function closeAll(log: (line: string) => void): Promise<void> {
  while (open.size > 0) {
    const latest = [...open].at(-1)!;
    await latest().catch((error) => log(`could not close: ${error.message}`));
  }
}
