import type { Random } from '#school/demo/seeded-random.ts';

/** What chaos can reach. */
export type World = {
  kill(who: 'server' | 'worker-1' | 'worker-2', restartAfterMs: number): Promise<void>;
  /** `immediate`: as if the power went; it recovers when it comes back. */
  crashDatabase(downMs: number): Promise<void>;
  /** Stopped in the middle of whatever it does, and going on after so long as if nothing had been. */
  hang(who: 'server' | 'worker-1' | 'worker-2', forMs: number): Promise<void>;
  /** Somebody sets the clock of a machine, forward or back. */
  setClock(who: 'server' | 'worker-1' | 'worker-2', byMs: number): Promise<void>;
  flushRedis(): Promise<void>;
  /** Sets the simulator's chaos for a while, then calms it. */
  trouble(chaos: Record<string, unknown>, forMs: number): Promise<void>;
};

export type Fault = { name: string; run: (world: World) => Promise<void> };

/** The next thing to break. The dice alone decide, so a seed gives the same faults in the same order. */
export function drawFault(random: Random, hasRedis: boolean): Fault {
  const always = [
    killer,
    killer,
    hanging,
    clockJump,
    databaseCrash,
    errorStorm,
    cutBefore,
    cutAfter,
    silence,
    slowness,
    heldWebhooks,
    unruly,
  ];
  return random.pick(hasRedis ? [...always, redisFlush, redisFlush] : always)(random);
}

function killer(random: Random): Fault {
  const who = random.pick(['server', 'worker-1', 'worker-2'] as const);
  const pause = 50 + random.below(750);
  return { name: `kill -9 ${who}, back after ${pause} ms`, run: (world) => world.kill(who, pause) };
}

// Longer than a lease in some, so that another process takes over what the hanging one goes on with.
function hanging(random: Random): Fault {
  const who = random.pick(['server', 'worker-1', 'worker-2'] as const);
  const pause = random.below(4) === 0 ? 20_000 + random.below(5_000) : 500 + random.below(3_000);
  return { name: `${who} hangs for ${pause} ms`, run: (world) => world.hang(who, pause) };
}

function clockJump(random: Random): Fault {
  const who = random.pick(['server', 'worker-1', 'worker-2'] as const);
  const minutes = random.pick([-120, -3, 3, 120] as const);
  return {
    name: `the clock of ${who} is set by ${minutes} minutes`,
    run: (world) => world.setClock(who, minutes * 60_000),
  };
}

function databaseCrash(random: Random): Fault {
  const down = 50 + random.below(650);
  return {
    name: `database shut down at once, back after ${down} ms`,
    run: (world) => world.crashDatabase(down),
  };
}

function redisFlush(): Fault {
  return { name: 'FLUSHALL', run: (world) => world.flushRedis() };
}

const CODES = [130429, 131000, 131016, 1, 2, 131056, 133004];

function errorStorm(random: Random): Fault {
  const code = random.pick(CODES);
  return during(`error ${code} for half of the sends`, { errors: [{ code, rate: 0.5 }] }, random);
}

function cutBefore(random: Random): Fault {
  return during('connections cut before acceptance', { cutBeforeRate: 0.3 }, random);
}

function cutAfter(random: Random): Fault {
  return during('connections cut after acceptance', { cutAfterRate: 0.3 }, random);
}

function silence(random: Random): Fault {
  return during('accepted, and no answer ever', { silenceRate: 0.2 }, random);
}

function slowness(random: Random): Fault {
  return during('slow answers', { latency: { ms: 50, tailMs: 800, tailRate: 0.1 } }, random);
}

function heldWebhooks(random: Random): Fault {
  return during(
    'webhooks held back',
    { webhooks: { withholdMs: 1_500, duplicateRate: 0, reorderRate: 0, skipDeliveredRate: 0 } },
    random,
  );
}

function unruly(random: Random): Fault {
  return during(
    'webhooks twice, out of order, without delivered',
    { webhooks: { withholdMs: 0, duplicateRate: 0.5, reorderRate: 0.5, skipDeliveredRate: 0.3 } },
    random,
  );
}

function during(name: string, chaos: Record<string, unknown>, random: Random): Fault {
  const ms = 200 + random.below(1_000);
  return { name: `${name}, for ${ms} ms`, run: (world) => world.trouble(chaos, ms) };
}
