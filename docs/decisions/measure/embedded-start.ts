/** How long the embedded PostgreSQL takes to start: from nothing, then three times again.    node docs/decisions/measure/embedded-start.ts */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '#lib/embedded-postgres.ts';

const folder = mkdtempSync(join(tmpdir(), 'chautari-measure-'));
for (let start = 0; start < 4; start++) {
  const began = performance.now();
  const server = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), log: () => {} });
  const took = ((performance.now() - began) / 1_000).toFixed(2);
  process.stdout.write(start === 0 ? `from nothing: ${took} s\n` : `again: ${took} s\n`);
  await server.close();
}
rmSync(folder, { recursive: true, force: true });
