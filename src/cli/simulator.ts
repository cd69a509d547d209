import { runSimulator } from '#simulator/cli.ts';

/** `bin/chautari simulator`: the simulator stands alone and has its own flags. */
export const run = (argv: string[]): Promise<number> => runSimulator(argv);
