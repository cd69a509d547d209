import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Json } from '../people/message.ts';
import { startSimulator } from '../start-simulator.ts';
import { registrationErrors } from './errors/registration.ts';
import { sendingErrors } from './errors/sending.ts';
import { templateErrors } from './errors/templates.ts';

/** HTTP statuses of cloud-api.md section 4; 400 where it names none else. */
const statusOf: Readonly<Record<number, number>> = {
  0: 401,
  2: 503,
  3: 500,
  10: 403,
  190: 401,
  200: 403,
  368: 403,
  130497: 403,
  131000: 500,
  131005: 403,
  131016: 500,
  131031: 403,
  131045: 500,
  131057: 500,
  132001: 404,
  133000: 500,
  133004: 503,
  134011: 403,
};

for (const { code, how, options, provoke, later } of [
  ...sendingErrors,
  ...templateErrors,
  ...registrationErrors,
]) {
  test(`${code}: ${how}`, async () => {
    const simulator = await startSimulator({ ...options, seed: 1 });
    try {
      simulator.clock.freeze(true);
      const answer = await provoke(simulator);
      if (later) {
        assert.equal(answer.status, 200, JSON.stringify(answer.body));
        simulator.clock.move(5_000);
        const last = simulator.ledger.read().messages.at(-1)!;
        assert.equal(last.status, 'failed');
        assert.equal(last.failure, code);
        return;
      }
      const error = answer.body.error as Json;
      assert.equal(error?.code, code, JSON.stringify(answer.body));
      assert.equal(answer.status, statusOf[code] ?? 400);
      assert.match(String(error.fbtrace_id), /^A\w+$/);
    } finally {
      await simulator.close();
    }
  });
}
