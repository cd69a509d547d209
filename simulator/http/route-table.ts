import type { Handler } from './answer.ts';

/** A route: method, path with `:name` for a part that varies, handler. */
export type Route<Context> = readonly [method: string, path: string, handler: Handler<Context>];

type Branch<Context> = {
  fixed: Map<string, Branch<Context>>;
  varied: Branch<Context> | null;
  name: string;
  handlers: Map<string, Handler<Context>>;
};

export type Found<Context> =
  | { handler: Handler<Context>; params: Record<string, string> }
  | { handler: null; allowed: string[] };

/** Builds a look-up from a list of routes. A fixed part wins over one that varies. */
export function routeTable<Context>(routes: readonly Route<Context>[]) {
  const root = branch<Context>();
  for (const [method, path, handler] of routes) {
    let at = root;
    for (const part of path.split('/').slice(1)) {
      if (part.startsWith(':')) {
        at.varied ??= branch<Context>();
        at = at.varied;
        at.name = part.slice(1);
      } else {
        const next = at.fixed.get(part) ?? branch<Context>();
        at.fixed.set(part, next);
        at = next;
      }
    }
    at.handlers.set(method, handler);
  }
  return (method: string, path: string): Found<Context> => {
    const values: [string, string][] = [];
    let at: Branch<Context> | null = root;
    for (const part of path.split('/').slice(1)) {
      const fixed: Branch<Context> | undefined = at.fixed.get(part);
      if (fixed) at = fixed;
      else if (at.varied && part !== '') {
        at = at.varied;
        values.push([at.name, decode(part)]);
      } else return { handler: null, allowed: [] };
    }
    const handler = at.handlers.get(method);
    if (!handler) return { handler: null, allowed: [...at.handlers.keys()] };
    return { handler, params: Object.fromEntries(values) };
  };
}

function branch<Context>(): Branch<Context> {
  return { fixed: new Map(), varied: null, name: '', handlers: new Map() };
}

function decode(part: string): string {
  if (!part.includes('%')) return part;
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
