import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readImportArguments } from '../../cli/import-arguments.ts';

const HEADER = 'user_feed_header_20180321110559.json';
const DATA = 'user_feed_data_20180321110559.json';

describe('the files of a user feed, for npm run import', () => {
  let folder: string;
  let said = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rollcall-pair-'));
    said = '';
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      said += String(text);
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
  ])('are both found where %s is given', (_, given, data) => {
    write(HEADER, data);
    for (const options of [[], ['--type', 'user-feed']])
      expect(readImportArguments([path(given), ...options])).toMatchObject({
        file: path(data),
        headerFile: path(HEADER),
        type: 'user-feed',
      });
  });

  it.each([
    [DATA, HEADER],
    [HEADER, DATA],
  ])('are asked for where one is missing: %s alone', (given, missing) => {
    write(given);
    expect(readImportArguments([path(given)])).toBe(64);
    expect(said).toContain(`a user feed is a pair of files, and there is no ${path(missing)}`);
  });

  it('are left alone where another type is asked for', () => {
    write(DATA);
    const args = readImportArguments([path(DATA), '--type', 'participants']);
    expect(args).toMatchObject({ file: path(DATA), type: 'participants' });
    expect(args).not.toHaveProperty('headerFile');
  });
});
