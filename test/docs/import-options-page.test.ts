import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defineImportArguments } from '../../cli/new-import/import-arguments.ts';
import { UploadMetadataSchema } from '../../lambdas/contracts/upload-metadata.ts';
import { readArguments } from '../cli/support/read-arguments.ts';

const read = (path: string) => readFileSync(new URL(`../../docs/${path}`, import.meta.url), 'utf8');
const page = read('import-options.md');
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

describe('docs/import-options.md', () => {
  it.each(Object.keys(UploadMetadataSchema.shape))('has a row for the metadata %s', (name) => {
    expect(rows.filter(([, metadata = '']) => metadata.includes(name))).not.toEqual([]);
  });

  it('shows options of the command line that are valid', async () => {
    const shown = rows.flatMap(([option = '']) =>
      [...option.matchAll(/`(--[^`]+)`/g)].map(([, words = '']) => words),
    );
    expect(shown.length).toBeGreaterThan(15);
    for (const words of shown) {
      const argv = [...words.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
      const needed = [
        ...(words.startsWith('--segment-action') ? ['--segment', 'vip'] : []),
        ...(words.startsWith('--preview') ? ['--evaluate'] : []),
      ];
      const file = new URL('../../examples/participants.csv', import.meta.url).pathname;
      const args = await readArguments(defineImportArguments, [file, ...argv, ...needed]);
      expect(args, words).not.toBeTypeOf('number');
    }
  });

  it('shows metadata that is valid', () => {
    const [, shown = '{}'] = /--metadata '([^']+)'/.exec(page) ?? [];
    const metadata = UploadMetadataSchema.parse(JSON.parse(shown));
    expect(metadata['rollcall-map']).toEqual([
      ['First Name', 'firstName'],
      ['Notes', '-'],
    ]);
  });

  it.each(['columns.md', 'file-formats.md', 'data-model.md', 'senders.md', 'partners.md'])(
    'is linked by %s',
    (other) => {
      expect(read(other)).toContain('](import-options.md');
    },
  );
});
