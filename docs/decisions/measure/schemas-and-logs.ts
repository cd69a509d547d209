/**
 * Zod beside Joi, pino beside Winston: CPU of one status read by a schema, and of one line of log written to a file.
 * Five rounds in turn; the median is printed.    node docs/decisions/measure/schemas-and-logs.ts FOLDER
 * FOLDER is where the packages to compare were installed, outside the repository: npm install joi winston.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pino } from 'pino';
import { z } from 'zod';

const load = createRequire(resolve(process.argv[2] ?? '.', 'package.json'));
const Joi = load('joi');
const winston = load('winston');

const status = {
  id: 'wamid.HBgMOTc3OTg0MTAwMDAwMBUCABEYEjQyRkQ',
  status: 'delivered',
  timestamp: '1795458550',
  recipient_id: '9779841000000',
  biz_opaque_callback_data: 'c1.AZoJqzNScACgdUdc42q66QGaCaszUnAAoHVHXONquukBmgmrM1JwAKB1R1zjarrpAAE',
  pricing: { billable: true, pricing_model: 'PMP', category: 'utility', type: 'regular' },
};
const statusShape = z.looseObject({
  id: z.string().min(1),
  status: z.enum(['sent', 'delivered', 'read', 'played', 'failed']),
  timestamp: z.union([z.string().regex(/^\d+$/), z.number().int()]).transform(Number),
  recipient_id: z.string().optional(),
  recipient_user_id: z.string().optional(),
  biz_opaque_callback_data: z.string().optional(),
  errors: z.array(z.looseObject({ code: z.number().int() })).optional(),
});
const joiShape = Joi.object({
  id: Joi.string().min(1).required(),
  status: Joi.string().valid('sent', 'delivered', 'read', 'played', 'failed').required(),
  timestamp: Joi.alternatives(Joi.string().pattern(/^\d+$/), Joi.number().integer()).required(),
  recipient_id: Joi.string(),
  recipient_user_id: Joi.string(),
  biz_opaque_callback_data: Joi.string(),
  errors: Joi.array().items(Joi.object({ code: Joi.number().integer().required() }).unknown(true)),
}).unknown(true);
assert.equal(joiShape.validate(status).error, undefined);
assert.equal(statusShape.safeParse(status).success, true);
assert.ok(joiShape.validate({ ...status, status: 'lost' }).error);
assert.equal(statusShape.safeParse({ ...status, status: 'lost' }).success, false);

const folder = mkdtempSync(join(tmpdir(), 'chautari-measure-'));
const line = {
  stage: 'send',
  requestId: '01a209ab-3332-7000-a475-745ce36abae9',
  outcome: 'refused',
  code: 131026,
};
const byPino = pino(pino.destination({ dest: join(folder, 'pino.log'), sync: false }));
const byWinston = winston.createLogger({
  format: winston.format.combine(winston.format.timestamp(), winston.format.json()),
  transports: [new winston.transports.File({ filename: join(folder, 'winston.log') })],
});

const rounds: Record<string, number[]> = {
  'zod parses': [],
  'joi validates': [],
  'pino writes': [],
  'winston writes': [],
};
for (let round = 0; round < 6; round++) {
  const isWarmUp = round === 0;
  const note = (name: string, micros: number) => isWarmUp || rounds[name]!.push(micros);
  note('zod parses', await cpuOfEach(50_000, () => statusShape.safeParse(status)));
  note('joi validates', await cpuOfEach(50_000, () => joiShape.validate(status)));
  note('pino writes', await cpuOfEach(20_000, () => byPino.info(line, 'not accepted'), 'pino.log'));
  note('winston writes', await cpuOfEach(20_000, () => byWinston.info('not accepted', line), 'winston.log'));
}
for (const [name, list] of Object.entries(rounds))
  process.stdout.write(`${name}: ${list.toSorted((a, b) => a - b)[2]!.toFixed(2)} µs of CPU each\n`);
const linesOf = (file: string) => readFileSync(join(folder, file), 'utf8').split('\n').length - 1;
assert.deepEqual([linesOf('pino.log'), linesOf('winston.log')], [120_000, 120_000], 'every line was written');
rmSync(folder, { recursive: true });
process.exit();

/** Microseconds of this process's CPU a call, until all that it left to be written is in the file. */
async function cpuOfEach(times: number, call: () => unknown, file?: string): Promise<number> {
  const before = process.cpuUsage();
  for (let i = 0; i < times; i++) {
    call();
    if (i % 100 === 0) await new Promise(setImmediate);
  }
  if (file) {
    const size = () => statSync(join(folder, file), { throwIfNoEntry: false })?.size ?? 0;
    for (let last = -1; last !== size(); ) {
      last = size();
      await new Promise((done) => setTimeout(done, 50));
    }
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / times;
}
