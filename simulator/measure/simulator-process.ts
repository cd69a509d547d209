import { startSimulator } from '../start-simulator.ts';
import { waitingIn } from '../webhooks/post-webhooks.ts';

/** A simulator in a process of its own, for measurements: options come as JSON, figures go out when asked for. */
const simulator = await startSimulator(JSON.parse(process.argv[2] ?? '{}'));
const beganCpu = process.cpuUsage();

process.on('message', (asked) => {
  if (asked === 'figures') {
    const { user, system } = process.cpuUsage(beganCpu);
    process.send?.({
      cpuMs: (user + system) / 1_000,
      rssMb: process.memoryUsage.rss() / 1_048_576,
      heapMb: process.memoryUsage().heapUsed / 1_048_576,
      totals: simulator.ledger.read({ limit: 0 }).totals,
      webhooks: { ...simulator.world.webhooks.totals },
      waiting: simulator.clock.waiting + onTheirWay(),
    });
  }
  if (asked === 'close') simulator.close().then(() => process.exit(0));
});

process.on('disconnect', () => process.exit(0));

function onTheirWay(): number {
  return [...simulator.world.webhooks.lanes.values()].reduce(
    (sum, lane) => sum + waitingIn(lane) + lane.inFlight,
    0,
  );
}

process.send?.({ url: simulator.url });
