import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { defineImportArguments } from '../../../cli/new-import/import-arguments.ts';
import { readArguments } from '../support/read-arguments.ts';

const FILE = join(import.meta.dirname, '..', '..', '..', 'examples', 'participants.csv');

const readImportArguments = (argv: readonly string[]) => readArguments(defineImportArguments, argv);

describe('the arguments of rollcall import', () => {
  let written = '';
  beforeEach(() => {
    written = '';
    const take = (text: unknown) => {
      written += String(text);
      return true;
    };
    vi.spyOn(process.stderr, 'write').mockImplementation(take);
    vi.spyOn(process.stdout, 'write').mockImplementation(take);
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('need only a file', async () => {
    expect(await readImportArguments([FILE])).toEqual({
      file: FILE,
      type: 'auto',
      tenant: 'demo',
      onBlank: 'keep',
      mode: 'upsert',
      duplicates: 'apply',
      yes: false,
      json: false,
      fresh: false,
      state: '.rollcall',
    });
  });

  it('take every choice', async () => {
    const options = [
      ['--type', 'participants'],
      ['--tenant', 'acme'],
      ['--segment', 'vip'],
      ['--segment-action', 'remove'],
      ['--on-blank', 'clear'],
      ['--mode', 'create-only'],
      ['--duplicates', 'reject'],
      ['--preview', 'all'],
      ['--max-failed', '5%'],
      ['--map', 'First Name=firstName'],
      ['--map', 'a=b=-'],
      ['--accept-mapping'],
      ['--notify', 'me@example.com'],
      ['--confirm'],
      ['--yes'],
      ['--out', 'there'],
      ['--state', 'elsewhere'],
      ['--json'],
      ['--fresh'],
      ['--chaos', '7'],
    ];
    expect(await readImportArguments([...options.flat(), FILE])).toEqual({
      file: FILE,
      type: 'participants',
      tenant: 'acme',
      segment: 'vip',
      segmentAction: 'remove',
      onBlank: 'clear',
      mode: 'create-only',
      duplicates: 'reject',
      preview: 'all',
      maxFailed: '5%',
      map: [
        ['First Name', 'firstName'],
        ['a=b', '-'],
      ],
      similarColumns: 'map',
      notify: 'me@example.com',
      purpose: 'confirm',
      yes: true,
      out: 'there',
      state: 'elsewhere',
      json: true,
      fresh: true,
      chaos: 7,
    });
  });

  it.each([
    [
      'a seed that is not a number',
      [FILE, '--chaos', 'x'],
      /option --chaos <seed>\. Expected a whole number/,
    ],
    [
      'a preview without an evaluation',
      [FILE, '--preview', 'all'],
      /'--preview' .* only '--evaluate' or '--confirm'.*\n.*--preview all .*--evaluate/s,
    ],
    ['a preview of an import that does not ask', [FILE, '--preview', 'all', '--no-confirm'], /'--preview'/],
    ['an evaluation to be confirmed', [FILE, '--evaluate', '--confirm'], /'--evaluate' writes nothing/],
    ['no file', [], /missing required argument 'file'/],
    ['two files', [FILE, FILE], /too many arguments/],
    ['a missing file', ['nowhere.csv'], /^There is no file nowhere\.csv\.$/m],
    ['a directory', [import.meta.dirname], /Expected a file/],
    ['an unknown option', [FILE, '--colour'], /unknown option '--colour'/],
    ['a misspelt option', [FILE, '--segmnet', 'x'], /--segmnet.*\n.*--segment/],
    ['an option without its value', [FILE, '--tenant'], /--tenant <name>.*argument missing/],
    [
      'an unknown mode',
      [FILE, '--mode', 'replace'],
      /'replace' is not valid for the option --mode.*upsert, create-only, update-only/,
    ],
    ['an unknown way to treat duplicates', [FILE, '--duplicates', 'last'], /--duplicates.*apply, reject/],
    ['an unknown on-blank', [FILE, '--on-blank', 'drop'], /--on-blank.*keep, clear/],
    [
      'an unknown segment action',
      [FILE, '--segment', 'a', '--segment-action', 'set'],
      /--segment-action.*add, remove/,
    ],
    [
      'a segment action without a segment',
      [FILE, '--segment-action', 'add'],
      /--segment-action.*--segment KEY/,
    ],
    ['a segment key with blanks', [FILE, '--segment', 'a b'], /--segment <key>.*letters, digits/],
    ['a tenant with a slash', [FILE, '--tenant', 'a/b'], /--tenant <name>.*letters, digits/],
    ['an import type with a slash', [FILE, '--type', 'a/b'], /--type <type>/],
    ['an empty import type', [FILE, '--type', ''], /--type <type>/],
    ['a malformed address', [FILE, '--notify', 'me'], /--notify <address>.*e-mail address/],
    ['a mapping without a field', [FILE, '--map', 'Notes'], /--map <column=field>.*Expected COLUMN=FIELD/],
    ['a column mapped twice', [FILE, '--map', 'a=id', '--map', 'a=-'], /--map.*"a" is mapped twice/],
    ['a mapping of 2,000 letters', [FILE, '--map', `${'x'.repeat(2000)}=id`], /too long.*tenant add TENANT/],
    [
      'similar columns both read and ignored',
      [FILE, '--accept-mapping', '--ignore-unknown'],
      /'--accept-mapping' reads .*choose one/,
    ],
  ])('%s exits with 64, and the message names it', async (_name, argv, message) => {
    expect(await readImportArguments(argv)).toBe(64);
    expect(written).toMatch(message);
    expect(written).toContain('--help');
  });

  it.each([
    [['--evaluate'], 'evaluate'],
    [['--confirm'], 'confirm'],
    [['--no-confirm'], 'import'],
    [[], undefined],
  ])('%j sets the purpose %s', async (argv, purpose) => {
    expect(await readImportArguments([FILE, ...argv])).toHaveProperty('yes', false);
    const read = await readImportArguments([FILE, ...argv]);
    expect(typeof read === 'object' && read.purpose).toBe(purpose);
  });

  it('--help exits with 0 and shows every option and an example', async () => {
    expect(await readImportArguments(['--help'])).toBe(0);
    for (const option of [
      '--type',
      '--tenant',
      '--segment',
      '--on-blank',
      '--mode',
      '--notify',
      '--out',
      '--json',
      '--fresh',
    ])
      expect(written).toContain(option);
    expect(written).toContain('npx rollcall import examples/participants.csv');
  });
});
