import type { Tx } from '#lib/db.ts';
import { stopLane } from '#send/lane-queries.ts';
import type { Runtime } from '#src/runtime.ts';
import { listSenders, openLanes, raisePace, setLimit, setQuality } from '#status/account-queries.ts';
import type { AccountNews } from '#whatsapp/read-account-news.ts';

/**
 * Writes what Meta says of accounts and numbers, inside the inbox's transaction: the limit of a portfolio, the quality
 * and pace of a number, an account that was closed or opened again. News may come twice; what it says is then so already.
 */
export async function recordAccountNews(runtime: Runtime, tx: Tx, news: AccountNews[]): Promise<void> {
  for (const one of news) {
    runtime.log[levelOf(one)]({ stage: 'status', ...withoutNumber(one) }, 'news of a WhatsApp account');
    await record(tx, one, new Date(runtime.clock.now()));
  }
}

async function record(tx: Tx, news: AccountNews, now: Date): Promise<void> {
  switch (news.kind) {
    case 'limit':
      return setLimit(tx, news.wabaId, news.peoplePerDay, now);
    case 'quality':
      return setQuality(tx, news.wabaId, news.displayNumber, news.quality);
    case 'throughput':
      return raisePace(tx, news.wabaId, news.displayNumber, news.perSecond);
    case 'closed': {
      const until = news.until === null ? null : new Date(news.until);
      for (const senderId of await listSenders(tx, news.wabaId))
        await stopLane(tx, senderId, { reason: 'policy', until, code: null });
      return;
    }
    case 'opened':
      return openLanes(tx, news.wabaId);
    case 'warned':
      return;
  }
}

function levelOf(news: AccountNews): 'error' | 'warn' | 'info' {
  switch (news.kind) {
    case 'closed':
      return 'error';
    case 'warned':
      return 'warn';
    case 'quality':
      return news.quality === 'RED' ? 'error' : 'info';
    case 'limit':
    case 'throughput':
    case 'opened':
      return 'info';
  }
}

/** The account says enough; telephone numbers stay out of logs. */
function withoutNumber(news: AccountNews): object {
  const { displayNumber: _, ...rest } = { displayNumber: undefined, ...news };
  return rest;
}
