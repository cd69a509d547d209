import type { Simulator } from '../../start-simulator.ts';
import type { GraphAnswer } from '../../support/call-graph.ts';
import { chaos, graph, type Row, school, send } from './provoke.ts';

/** Codes of registering a number. */
export const registrationErrors: Row[] = [
  chaos(133000, 'an earlier deregistration did not finish'),
  chaos(133004, 'server unavailable'),
  {
    code: 133005,
    how: 'registering with a PIN that is not the number’s',
    provoke: async (simulator) => {
      await register(simulator, '111111');
      return register(simulator, '222222');
    },
  },
  {
    code: 133008,
    how: 'the sixth wrong PIN',
    provoke: async (simulator) => {
      await register(simulator, '111111');
      for (let i = 0; i < 5; i += 1) {
        await register(simulator, '222222');
        simulator.clock.move(2_000);
      }
      return register(simulator, '222222');
    },
  },
  {
    code: 133009,
    how: 'two wrong PINs within a second',
    provoke: async (simulator) => {
      await register(simulator, '111111');
      await register(simulator, '222222');
      return register(simulator, '222222');
    },
  },
  chaos(133006, 'the number must be verified again'),
  {
    code: 133010,
    how: 'sending after deregistration',
    provoke: async (simulator) => {
      await graph(simulator, 'POST', `${school}/deregister`, {});
      return send(simulator);
    },
  },
  {
    code: 133015,
    how: 'registering right after deregistration',
    provoke: async (simulator) => {
      await graph(simulator, 'POST', `${school}/deregister`, {});
      return register(simulator, '111111');
    },
  },
  {
    code: 133016,
    how: 'the eleventh registration in 72 hours',
    provoke: async (simulator) => {
      for (let i = 0; i < 10; i += 1) await register(simulator, '111111');
      return register(simulator, '111111');
    },
  },
  chaos(134011, 'payments terms'),
];

function register(simulator: Simulator, pin: string): Promise<GraphAnswer> {
  return graph(simulator, 'POST', `${school}/register`, { messaging_product: 'whatsapp', pin });
}
