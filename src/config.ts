import type { z } from 'zod';
import { expectedError } from '#lib/expected-error.ts';
import { type Setting, settings } from './settings.ts';

export type Config = { [Name in keyof typeof settings]: z.output<(typeof settings)[Name]['schema']> };

/**
 * Reads the configuration, and is the only reader of `process.env`. An empty value counts as not set. Production must
 * name its secrets.
 * @throws an expected error that names every mistake and what to do.
 */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, { schema }] of Object.entries(settings)) {
    const given = env[name]?.trim();
    const parsed = schema.safeParse(given === '' ? undefined : given);
    if (parsed.success) values[name] = parsed.data;
    else problems.push(`${name} ${parsed.error.issues[0]?.message ?? 'is not valid'}${shown(name, given)}.`);
  }
  const config = values as Config;
  if (config.REDIS_CLUSTER_NODES && (config.REDIS_URL || config.REDIS_HOST))
    problems.push('REDIS_CLUSTER_NODES stands beside REDIS_URL or REDIS_HOST; only one of them can be used.');
  if (config.TOKEN_KEYS_BEFORE && !config.TOKEN_KEY)
    problems.push('TOKEN_KEYS_BEFORE is set without TOKEN_KEY, the key that is used now.');
  if (config.NODE_ENV === 'production') problems.push(...missingInProduction(config));
  if (problems.length > 0) throw expectedError(sayProblems(problems));
  return config;
}

function sayProblems(problems: string[]): string {
  const head =
    problems.length === 1
      ? 'The configuration has a mistake'
      : `The configuration has ${problems.length} mistakes`;
  return [`${head}:`, ...problems.map((problem) => `  - ${problem}`)].join('\n');
}

const required = ['DATABASE_URL', 'WA_ACCESS_TOKEN', 'WA_APP_SECRET', 'VERIFY_TOKEN'] as const;

function missingInProduction(config: Config): string[] {
  return required
    .filter((name) => config[name] === undefined)
    .map((name) => `${name} is not set; production needs it. ${settings[name].about}`);
}

function shown(name: string, given: string | undefined): string {
  const { secret } = settings[name as keyof typeof settings] as Setting;
  return given === undefined || secret ? '' : ` (it is "${given}")`;
}
