import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { EncodingNameSchema, FileEncodingSchema } from '../../lambdas/contracts/file-encoding.ts';
import { FileLocaleSchema } from '../../lambdas/contracts/file-locale.ts';

const quoted = (text = ''): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);

describe('docs/file-formats.md', async () => {
  const page = await readFile(new URL('../../docs/file-formats.md', import.meta.url), 'utf8');
  const [, table = ''] = /\| name \| also \| used by \|\n\|---\|---\|---\|\n((?:\|.*\n)+)/.exec(page) ?? [];
  const rows = table
    .trim()
    .split('\n')
    .map((line) => line.split('|'));

  it('names each encoding that a file may have', () => {
    expect(rows.flatMap(([, name]) => quoted(name)).sort()).toEqual([...FileEncodingSchema.options].sort());
  });

  it.each(rows.map(([, names, aliases]) => [quoted(aliases)[0] ?? '', quoted(names)] as const))(
    'has the alias %s next to its encoding',
    (alias, names) => {
      expect(names).toContain(EncodingNameSchema.parse(alias));
    },
  );

  it('names each language that a locale may have', () => {
    const [, sentence] = /The languages are (.*?), each with or without a country/.exec(page) ?? [];
    const refused = FileLocaleSchema.safeParse('xx').error?.issues[0]?.message ?? '';
    const known = /languages (.*)$/.exec(refused)?.[1]?.split(', ');
    expect(quoted(sentence)).toEqual(known);
  });
});
