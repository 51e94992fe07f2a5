import { describe, expect, it } from 'vitest';
import type { GridRow } from '../../../page/check/protocol.ts';
import { createRowCache } from '../../../page/grid/row-cache.ts';

const rowOf = (record: number, text: string): GridRow => ({
  ...{
    record,
    line: record + 1,
    cells: [text],
    isMalformed: false,
    edited: [],
    isRemoved: false,
    issues: [],
  },
});

function scene(count: number) {
  const asked: [from: number, count: number][] = [];
  let text = 'before';
  let isBroken = false;
  let onChange = () => {};
  const load = async (from: number, wanted: number) => {
    asked.push([from, wanted]);
    if (isBroken) throw new Error('broken');
    const now = text;
    return Array.from({ length: wanted }, (_, i) => rowOf(from + i + 1, now));
  };
  const cache = createRowCache(load, count, () => onChange());
  const changed = () =>
    new Promise<void>((resolve) => {
      onChange = resolve;
    });
  const want = async (from: number, to: number) => {
    const done = changed();
    cache.want(from, to);
    await done;
  };
  return {
    cache,
    asked,
    want,
    changed,
    set: (next: string) => {
      text = next;
    },
    break: (next: boolean) => {
      isBroken = next;
    },
  };
}

describe('the rows of a grid', () => {
  it('are loaded once, in pages', async () => {
    const { cache, asked, want } = scene(250);
    await want(10, 40);
    expect(cache.row(99)?.record).toBe(100);
    expect(cache.row(100)).toBeUndefined();
    cache.want(10, 40);
    await want(240, 250);
    expect(asked).toEqual([
      [0, 100],
      [200, 50],
    ]);
  });

  it('stay until the changed ones are loaded', async () => {
    const { cache, want, set } = scene(10);
    await want(0, 10);
    set('after');
    cache.refresh();
    expect(cache.row(0)?.cells).toEqual(['before']);
    await want(0, 10);
    expect(cache.row(0)?.cells).toEqual(['after']);
  });

  it('that were asked for before a change are asked for again', async () => {
    const { cache, want, set, asked } = scene(10);
    const loaded = want(0, 10);
    set('after');
    cache.refresh();
    await loaded;
    await want(0, 10);
    expect(cache.row(0)?.cells).toEqual(['after']);
    expect(asked.length).toBeGreaterThan(1);
  });

  it('show an edit at once', async () => {
    const { cache, want } = scene(10);
    await want(0, 10);
    cache.show(3, 2, 'new');
    expect(cache.row(3)?.cells).toEqual(['before', '', 'new']);
  });

  it('can be asked for again after an error', async () => {
    const { cache, want, break: fail } = scene(10);
    fail(true);
    cache.want(0, 10);
    await new Promise((resolve) => setImmediate(resolve));
    fail(false);
    await want(0, 10);
    expect(cache.row(0)?.record).toBe(1);
  });

  it('of a million are not all kept', async () => {
    const { cache, want } = scene(1_000_000);
    for (let from = 0; from < 5000; from += 100) await want(from, from + 100);
    expect(cache.row(0)).toBeUndefined();
    expect(cache.row(4999)?.record).toBe(5000);
    expect(await cache.read(0, 250)).toHaveLength(250);
  });
});
