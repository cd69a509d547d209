/** What it costs to run TypeScript unbuilt: stripping the types of every file of src, three times.    node docs/decisions/measure/strip-types.ts */
import { globSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';

process.removeAllListeners('warning');
const files = globSync('src/**/*.ts').filter((file) => !file.endsWith('.test.ts'));
const texts = files.map((file) => readFileSync(file, 'utf8'));
const rounds = [0, 1, 2].map(() => {
  const began = process.cpuUsage();
  for (const text of texts) stripTypeScriptTypes(text);
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1_000;
});
process.stdout.write(
  `${files.length} files: ${rounds.map((ms) => ms.toFixed(0)).join(', ')} ms of CPU (the first round begins cold)\n`,
);
