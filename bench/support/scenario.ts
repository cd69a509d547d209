/** What a scenario is given on the command line: `--name value` for each, with its default. */
export type Flags = Record<string, string | number | boolean>;

export type Log = (line: string) => void;

/** Numbers by name, nested as it reads best. Each is summed up over the runs: median, lowest, highest. */
export type Figures = { [name: string]: number | Figures };

/** One run: its figures, and facts that are printed for each run alone (states, errors, profiles). */
export type Measured = {
  figures: Figures;
  facts?: Record<string, unknown>;
  /** What the scenario promises and this run did not show, a sentence each: the command then fails. */
  missed?: string[];
};

export type Scenario<F extends Flags = Flags> = {
  /** What is done and measured, in a sentence. */
  about: string;
  flags: F;
  /** Runs once, from an empty database to its end, and leaves nothing behind. */
  run(flags: F, log: Log): Promise<Measured>;
};

/** A scenario as the runner sees it: whatever its flags are called. */
export function defineScenario<F extends Flags>(scenario: Scenario<F>): Scenario {
  return { ...scenario, run: (flags, log) => scenario.run(flags as F, log) };
}
