import { type Problem, problem } from '../graph/problem.ts';
import type { Account } from '../numbers/number.ts';
import type { World } from '../world.ts';

const hourMs = 60 * 60 * 1000;

/** Counts a management call of the hour against the WABA's limit (cloud-api.md section 3); 80007 beyond it. */
export function countManagementCall(world: World, account: Account): Problem | null {
  const limit = world.settings.limits.managementCallsPerHour;
  const hour = Math.floor(world.clock.now() / hourMs);
  if (account.callsHour !== hour) {
    account.callsHour = hour;
    account.calls = 0;
  }
  account.calls += 1;
  if (limit === 0 || account.calls <= limit) return null;
  return problem(80007, 'The WhatsApp Business Account has reached its rate limit.', { subcode: 2446079 });
}
