import { startSimulator } from '#simulator/start-simulator.ts';

/** The simulator of a run, in a process of its own: every number, template and person is known when it is named. */
const [callbackUrl, appSecret, batchSize = '1000', limits = '{}', statuses = '{}'] = process.argv.slice(2);
const simulator = await startSimulator({
  callbackUrl,
  appSecret,
  templates: 'any',
  limits: { messagingTier: 0, freeServiceMessages: 10_000_000, serviceWindow: false, ...JSON.parse(limits) },
  webhooks: { batchSize: Number(batchSize), concurrency: 256, timeoutMs: 60_000 },
  statuses: {
    sentAfterMs: [5, 20],
    deliveredAfterMs: [20, 200],
    readAfterMs: [50, 500],
    ...JSON.parse(statuses),
  },
  ledger: { keep: 2_000_000 },
  wire: { keep: 100 },
});
process.stdout.write(`${simulator.url}\n`);
process.once('SIGTERM', () => void simulator.close());
