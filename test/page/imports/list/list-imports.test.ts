import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRollcallClient } from '../../../../client/rollcall-client.ts';
import { listImports } from '../../../../page/imports/list/list-imports.ts';

const idOf = (index: number) => `imp_${String(1000 - index).padStart(26, '0')}`;

/** An API with imports, of which it answers with at most `most` at once. */
function apiWith(count: number, most: number) {
  const ids = Array.from({ length: count }, (_, index) => idOf(index));
  const asked: string[] = [];
  const client = createRollcallClient({
    api: 'https://api.example.com',
    bearer: 'token',
    fetch: async ({ url, headers }: Request) => {
      const query = new URL(url).searchParams;
      asked.push(query.toString());
      if (headers.get('if-none-match') === '"same"') return new Response(null, { status: 304 });
      const start = query.has('cursor') ? ids.indexOf(query.get('cursor') ?? '') + 1 : 0;
      const page = ids.slice(start, start + Math.min(Number(query.get('limit')), most));
      const isLast = start + page.length >= ids.length;
      const body = { imports: page.map((id) => ({ id })), ...(!isLast && { next: page.at(-1) }) };
      return Response.json(body, { headers: { etag: '"same"' } });
    },
  });
  const list = (rows: number, etag?: string) =>
    listImports(client, { status: 'COMPLETED' }, { rows, etag, signal: new AbortController().signal });
  return { ids, asked, list };
}

describe('the list of imports', () => {
  it('has the newest ones in their order, each once, and says whether there are more', async () => {
    const counts = {
      count: fc.nat(500),
      hundreds: fc.integer({ min: 1, max: 5 }),
      most: fc.integer({ min: 60, max: 100 }),
    };
    await fc.assert(
      fc.asyncProperty(fc.record(counts), async ({ count, hundreds, most }) => {
        const rows = hundreds * 100;
        const { ids, list } = apiWith(count, rows === 100 ? 100 : most);
        const { data } = await list(rows);
        expect(data?.items.map(({ id }) => id)).toEqual(ids.slice(0, rows));
        expect(data?.hasMore).toBe(count > rows);
      }),
    );
  });

  it('of one page is asked for with its ETag, and is not sent again while nothing changes', async () => {
    const { asked, list } = apiWith(50, 100);
    const first = await list(20);
    expect(first).toMatchObject({ data: { hasMore: true }, etag: '"same"' });
    expect(await list(20, first.etag)).toEqual({ data: undefined, etag: '"same"' });
    expect(asked).toEqual(['status=COMPLETED&limit=20', 'status=COMPLETED&limit=20']);
  });
});
