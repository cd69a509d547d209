import type { Json } from '../../people/message.ts';
import type { SimulatorOptions } from '../../settings.ts';
import type { Simulator } from '../../start-simulator.ts';
import { callGraph, type GraphAnswer, sendText } from '../../support/call-graph.ts';

/** How each error code of cloud-api.md section 4 comes about: one row a code, each in a simulator of its own. */
export type Row = {
  code: number;
  how: string;
  options?: SimulatorOptions;
  /** Answers the refusal, or the accepted send whose `failed` status carries the code. */
  provoke: (simulator: Simulator) => Promise<GraphAnswer>;
  /** The code comes in a `failed` status after a 200. */
  later?: true;
};

export const school = '106540352242922';
export const guardian = '+9779841000001';

export const send = (simulator: Simulator, more: Json = {}) =>
  sendText(simulator.url, school, guardian, 'hello', more);
export const graph = (simulator: Simulator, method: string, path: string, body?: Json) =>
  callGraph(method, `${simulator.url}/v26.0/${path}`, body);
export const template = (name: string, components?: Json[], language = 'en') => ({
  type: 'template',
  text: undefined,
  template: { name, language: { code: language }, ...(components ? { components } : {}) },
});
export const text = (...values: unknown[]) => values.map((value) => ({ type: 'text', text: value }));
export const standing = (code: number, how: string, change: Json): Row => ({
  code,
  how,
  provoke: (simulator) => {
    simulator.numbers.put([{ phoneNumberId: school, ...change }]);
    return send(simulator);
  },
});
export const chaos = (code: number, how: string): Row => ({
  code,
  how: `chaos: ${how}`,
  provoke: (simulator) => {
    simulator.chaos.set({ errors: [{ code, rate: 1 }] });
    return send(simulator);
  },
});
export const marketing = async (simulator: Simulator) => {
  simulator.templates.put([
    {
      name: 'offer',
      language: 'en',
      category: 'MARKETING',
      components: [{ type: 'BODY', text: 'Come and see' }],
    },
  ]);
  return send(simulator, template('offer'));
};
export const withTemplate =
  (body: string, components: Json[] | undefined, more: Json = {}) =>
  (simulator: Simulator) => {
    const variables = [...body.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]!);
    const example = more.parameter_format
      ? { body_text_named_params: variables.map((name) => ({ param_name: name, example: 'x' })) }
      : { body_text: [variables] };
    simulator.templates.put([
      {
        name: 'notice',
        language: 'en',
        category: 'UTILITY',
        components: [{ type: 'BODY', text: body, example }],
        ...more,
      },
    ]);
    return send(simulator, template('notice', components));
  };
