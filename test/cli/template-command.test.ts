import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleFile } from '../../lambdas/core/import-type/sample-file.ts';
import { participants } from '../../lambdas/import-types/participants.ts';
import { IMPORT_TYPES } from '../../lambdas/import-types/registry.ts';

function template(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['cli/rollcall.js', 'template', ...args], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'template-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('rollcall template', () => {
  it('prints the sample in the type’s first format, and nothing else', () => {
    expect(template('participants')).toEqual({
      status: 0,
      stdout: sampleFile(participants, 'csv'),
      stderr: '',
    });
  });

  it('writes a file, and never overwrites one', () => {
    const out = join(folder, 'participants.jsonl');
    const wish = ['participants', '--format', 'jsonl', '--out', out];
    expect(template(...wish)).toEqual({ status: 0, stdout: '', stderr: `${out}\n` });
    expect(readFileSync(out, 'utf8')).toBe(sampleFile(participants, 'jsonl'));
    expect(template(...wish, '--empty')).toMatchObject({
      status: 1,
      stderr: 'participants in jsonl has no header: omit --empty.\n',
    });
    expect(template(...wish)).toMatchObject({
      status: 1,
      stderr: `${out} exists already: choose another name\n`,
    });
  });

  it('writes both files of a pair into a folder', () => {
    expect(template('user-feed', '--out', join(folder, 'feed')).status).toBe(0);
    const names = readdirSync(join(folder, 'feed')).map((name) => name.replace(/\d{14}/, 'YYYYMMDDHHMMSS'));
    expect(names.sort()).toEqual([
      'user_feed_data_YYYYMMDDHHMMSS.json',
      'user_feed_header_YYYYMMDDHHMMSS.json',
    ]);
  });

  it('says that the folder of the file does not exist', () => {
    expect(template('participants', '--out', join(folder, 'none', 'users.csv'), '--json')).toMatchObject({
      status: 1,
      stdout: `${JSON.stringify({ error: { code: 'CannotWrite', message: `The folder ${join(folder, 'none')} does not exist.` } })}\n`,
      stderr: `The folder ${join(folder, 'none')} does not exist.\n`,
    });
  });

  it('lists the types and their formats', () => {
    const lines = template('--list').stdout.trimEnd().split('\n');
    expect(lines.map((line) => line.split(/ {2,}/)[0])).toEqual(IMPORT_TYPES.map(({ name }) => name));
  });

  it.each([
    ['no type', [], 'name an import type'],
    ['an unknown type', ['people'], 'Allowed choices are participants, '],
    ['a format that the type does not have', ['workspace-users', '--format', 'json'], 'csv'],
  ])('exits with 64 for %s', (_, args, said) => {
    const { status, stderr } = template(...args);
    expect({ status, said: stderr.includes(said) }).toEqual({ status: 64, said: true });
  });
});
