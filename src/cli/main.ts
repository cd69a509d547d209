import { isExpectedError } from '#lib/expected-error.ts';

/** A subcommand: gets what follows its name, returns the exit code. */
type Command = { about: string; load: () => Promise<{ run: (argv: string[]) => Promise<number> }> };

const commands: Record<string, Command> = {
  dev: {
    about: 'everything on this machine, with a demo school and simulated phones',
    load: () => import('#src/cli/dev.ts'),
  },
  start: {
    about: 'the server, the worker, or both, as in production',
    load: () => import('#src/cli/start.ts'),
  },
  migrate: {
    about: 'bring the database to the version of this code',
    load: () => import('#src/cli/migrate.ts'),
  },
  simulator: {
    about: 'a WhatsApp Cloud API of your own, with phones in the browser',
    load: () => import('#src/cli/simulator.ts'),
  },
  understand: {
    about: 'read texts from JSON lines, or explain how one text is read',
    load: () => import('#src/cli/understand.ts'),
  },
  'load-demo': {
    about: 'fill a database with schools for load',
    load: () => import('#src/cli/load-demo.ts'),
  },
  'import-roster': {
    about: 'read pupils and guardians from a CSV file into a school',
    load: () => import('#src/cli/import-roster.ts'),
  },
  school: {
    about: 'show or change what a school decides for itself: undo, approval',
    load: () => import('#src/cli/school.ts'),
  },
  lanes: {
    about: 'list the WhatsApp numbers: what waits, what has stopped and why',
    load: () => import('#src/cli/lanes.ts'),
  },
  lane: {
    about: 'stop a WhatsApp number, let it go on, or give it a token of its own',
    load: () => import('#src/cli/lane.ts'),
  },
  reseal: {
    about: 'seal the tokens of numbers with the key of now',
    load: () => import('#src/cli/reseal.ts'),
  },
  pause: {
    about: 'stop everything of a school, or of the whole platform',
    load: () => import('#src/cli/pause.ts'),
  },
  resume: {
    about: 'let a paused school or platform send again',
    load: () => import('#src/cli/resume.ts'),
  },
  failed: {
    about: 'count what failed for good, by school and reason',
    load: () => import('#src/cli/failed.ts'),
  },
  replay: {
    about: 'plan once more what failed for good',
    load: () => import('#src/cli/replay.ts'),
  },
  'set-aside': {
    about: 'list what webhooks brought and could not be taken; give it another try',
    load: () => import('#src/cli/set-aside.ts'),
  },
  plan: {
    about: 'who would get a message, when, and what it would cost, before anything is sent',
    load: () => import('#src/cli/plan.ts'),
  },
  erase: {
    about: 'forget a person: names, numbers, texts',
    load: () => import('#src/cli/erase.ts'),
  },
  chaos: {
    about: 'break everything at random under load, and count what was lost or sent twice',
    load: () => import('#src/cli/chaos.ts'),
  },
  'config-docs': {
    about: 'write .env.example and docs/configuration.md from the one schema',
    load: () => import('#src/cli/config-docs.ts'),
  },
};

const [name = '--help', ...rest] = process.argv.slice(2);
process.exitCode = await runCommand(name, rest);

/** Runs one subcommand. What a person can put right is one sentence on standard error and the code 1; a bug shows its stack. */
async function runCommand(name: string, argv: string[]): Promise<number> {
  if (name === '--help' || name === 'help') {
    console.log(usage());
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    console.error(`There is no command "${name}". bin/chautari --help lists them.`);
    return 1;
  }
  try {
    return await (await command.load()).run(argv);
  } catch (error) {
    if (!isExpectedError(error)) throw error;
    console.error(error.message);
    return 1;
  }
}

function usage(): string {
  const width = Math.max(...Object.keys(commands).map((n) => n.length));
  const lines = Object.entries(commands).map(([n, { about }]) => `  ${n.padEnd(width)}  ${about}`);
  return ['Usage: bin/chautari COMMAND …', '', ...lines, '', 'bin/chautari COMMAND --help says more.'].join(
    '\n',
  );
}
