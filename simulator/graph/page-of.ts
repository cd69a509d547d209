import type { SimRequest } from '../http/answer.ts';
import type { Json } from '../people/message.ts';

/** Cuts one page out of a list by `limit`, `after` and `before`, with Graph's cursors. */
export function pageOf<Item>(items: readonly Item[], request: SimRequest, idOf: (item: Item) => string) {
  const { query } = request;
  const limit = Math.min(1_000, Math.max(1, Number(query.get('limit') ?? 25) || 25));
  const after = placeOf(items, query.get('after'), idOf);
  const before = placeOf(items, query.get('before'), idOf);
  const from = after !== null ? after + 1 : before !== null ? Math.max(0, before - limit) : 0;
  const to = before !== null ? Math.min(before, from + limit) : from + limit;
  const page = items.slice(from, to);
  const paging: Json = {};
  const [first, last] = [page[0], page[page.length - 1]];
  if (first && last) paging.cursors = { before: cursorOf(idOf(first)), after: cursorOf(idOf(last)) };
  if (last && to < items.length) paging.next = nextPage(request, cursorOf(idOf(last)));
  return { page, paging };
}

function nextPage({ raw, path, query }: SimRequest, after: string): string {
  const next = new URLSearchParams(query);
  next.delete('before');
  next.set('after', after);
  return `http://${raw.headers.host ?? 'localhost'}${path}?${next}`;
}

function cursorOf(id: string): string {
  return Buffer.from(id).toString('base64url');
}

function placeOf<Item>(
  items: readonly Item[],
  cursor: string | null,
  idOf: (item: Item) => string,
): number | null {
  if (!cursor) return null;
  const id = Buffer.from(cursor, 'base64url').toString();
  const place = items.findIndex((item) => idOf(item) === id);
  return place < 0 ? null : place;
}
