import type { SenderStatus } from '#inbox/sweep-events.ts';
import type { Tx } from '#lib/db.ts';
import type { Runtime } from '#src/runtime.ts';
import { recordAccountNews } from '#status/record-account-news.ts';
import { recordStatuses } from '#status/record-statuses.ts';
import type { AccountNews } from '#whatsapp/read-account-news.ts';

/** All that the inbox hands on besides texts: what became of our messages, and what Meta says of accounts. */
export async function recordNews(
  runtime: Runtime,
  tx: Tx,
  statuses: SenderStatus[],
  accounts: AccountNews[],
): Promise<void> {
  if (statuses.length > 0) await recordStatuses(runtime, tx, statuses);
  if (accounts.length > 0) await recordAccountNews(runtime, tx, accounts);
}
