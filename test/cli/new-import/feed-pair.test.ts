import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { defineImportArguments } from '../../../cli/new-import/import-arguments.ts';
import { readArguments } from '../support/read-arguments.ts';

const HEADER = 'user_feed_header_20180321110559.json';
const DATA = 'user_feed_data_20180321110559.json';

describe('the two files of a user feed', () => {
  let folder: string;
  let written = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rollcall-pair-'));
    written = '';
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      written += String(text);
      return true;
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
    rmSync(folder, { recursive: true });
  });
  const write = (...names: string[]) => {
    for (const name of names) writeFileSync(join(folder, name), '[]');
  };
  const path = (name: string) => join(folder, name);

  it.each([
    ['the data file', DATA, DATA],
    ['the header file', HEADER, DATA],
    ['a compressed data file', `${DATA}.gz`, `${DATA}.gz`],
    ['the header of a compressed data file', HEADER, `${DATA}.gz`],
  ])('are both found when %s is given', async (_, given, data) => {
    write(HEADER, data);
    for (const options of [[], ['--type', 'user-feed']])
      expect(await readArguments(defineImportArguments, [path(given), ...options])).toMatchObject({
        file: path(data),
        headerFile: path(HEADER),
        type: 'user-feed',
      });
  });

  it.each([
    [DATA, HEADER],
    [HEADER, DATA],
  ])('are both required: %s alone is refused', async (given, missing) => {
    write(given);
    expect(await readArguments(defineImportArguments, [path(given)])).toBe(64);
    expect(written).toContain(`a user feed is a pair of files, and there is no ${path(missing)}`);
  });

  it('are not looked for with another --type', async () => {
    write(DATA);
    const args = await readArguments(defineImportArguments, [path(DATA), '--type', 'participants']);
    expect(args).toMatchObject({ file: path(DATA), type: 'participants' });
    expect(args).not.toHaveProperty('headerFile');
  });
});
