import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMapWord } from '../../../../cli/tenants/column-map-word.ts';
import { sampleType } from '../../../../lambdas/core/import-type/sample-file.ts';
import { type ColumnChoices, NO_CHOICES } from '../../../../lambdas/core/inspection/mapping/check-mapping.ts';
import { resolveColumns } from '../../../../lambdas/core/inspection/mapping/resolve-columns.ts';
import { groupMembers } from '../../../../lambdas/import-types/group-members.ts';
import { userFeed } from '../../../../lambdas/import-types/user-feed.ts';
import { fileWarnings } from '../../../../lambdas/reading/file-warnings.ts';
import { participants } from '../../support/participants.ts';

const resolve = (
  names: readonly string[],
  choices: Partial<ColumnChoices> = {},
  format: 'csv' | 'jsonl' = 'csv',
) => resolveColumns(participants, { format, names }, { ...NO_CHOICES, ...choices });
const KEYS = ['accountId', 'id'];

describe('a mapping', () => {
  it.each<[string, string[], Partial<ColumnChoices>, string]>([
    [
      'names a column that the file does not have',
      KEYS,
      { map: [['Vorname', 'firstName']] },
      'names the column `Vorname`, which the file does not have. Found: `accountId`, `id`.',
    ],
    [
      'names it in other letter case',
      [...KEYS, 'vorname'],
      { map: [['Vorname', 'firstName']] },
      'names the column `Vorname`, which the file does not have',
    ],
    [
      'names a field that does not exist',
      [...KEYS, 'Vorname'],
      { map: [['Vorname', 'FirstName']] },
      'as `FirstName`, which is not a field of participants. Did you mean `firstName`?',
    ],
    [
      'names a member with characters that are not allowed',
      [...KEYS, 'x'],
      { map: [['x', 'customFields.a b']] },
      'Did you mean `customFields.a_b`?',
    ],
    [
      'gives one field two columns',
      [...KEYS, 'Vorname', 'Rufname'],
      {
        map: [
          ['Vorname', 'firstName'],
          ['Rufname', 'firstName'],
        ],
      },
      'gives the field `firstName` two columns: `Vorname` and `Rufname`',
    ],
    [
      'gives a field to another column than that of its name',
      [...KEYS, 'firstName', 'Vorname'],
      { map: [['Vorname', 'firstName']] },
      'gives the field `firstName` two columns',
    ],
    [
      'that is remembered gives one field two columns',
      [...KEYS, 'Vorname', 'Rufname'],
      { map: [['Vorname', 'firstName']], remembered: [['Rufname', 'firstName']] },
      'gives the field `firstName` two columns',
    ],
    [
      'that is remembered names a field that does not exist',
      [...KEYS, 'Vorname'],
      { remembered: [['Vorname', 'nickname']] },
      'The mapping in the settings of the tenant reads the column `Vorname` as `nickname`',
    ],
  ])('is refused if it %s', (_, names, choices, words) => {
    expect(resolve(names, choices)).toEqual({
      ok: false,
      code: 'BAD_MAPPING',
      message: expect.stringContaining(words),
    });
  });

  it.each([
    ['group members', sampleType(groupMembers), 'its columns are known by their position'],
    ['a user feed', sampleType(userFeed), 'its header file declares the names'],
  ])('is refused for %s', (_, type, words) => {
    const map = [['Vorname', 'firstName']] as const;
    expect(resolveColumns(type, { format: 'json', names: [] }, { ...NO_CHOICES, map })).toMatchObject({
      ok: false,
      message: expect.stringContaining(words),
    });
  });

  it.each<[string, string[], Partial<ColumnChoices>, [string, string][]]>([
    [
      'the mapping of the import before the remembered one',
      [...KEYS, 'Vorname'],
      { map: [['Vorname', '-']], remembered: [['Vorname', 'firstName']] },
      [['Vorname', '-']],
    ],
    [
      'the remembered mapping before the exact name',
      [...KEYS, 'firstName'],
      { remembered: [['firstName', 'lastName']] },
      [['firstName', 'lastName']],
    ],
    [
      'no remembered column that the file does not have',
      KEYS,
      { remembered: [['Vorname', 'firstName']] },
      [],
    ],
    [
      'a column by its composed and decomposed letters',
      [...KEYS, 'Ma\u0308rz'],
      { map: [['M\u00e4rz', 'firstName']] },
      [['Ma\u0308rz', 'firstName']],
    ],
    [
      'two columns in each other’s place',
      [...KEYS, 'firstName', 'lastName'],
      {
        map: [
          ['firstName', 'lastName'],
          ['lastName', 'firstName'],
        ],
      },
      [
        ['firstName', 'lastName'],
        ['lastName', 'firstName'],
      ],
    ],
    [
      'what is suggested, if that is accepted',
      [...KEYS, 'Vorname', 'LASTNAME', 'Plan'],
      { similar: 'map' },
      [
        ['Vorname', 'firstName'],
        ['LASTNAME', 'lastName'],
      ],
    ],
  ])('takes %s', (_, names, choices, columns) => {
    const resolved = resolve(names, choices);
    expect(resolved.ok && (resolved.mapping?.columns ?? [])).toEqual(columns);
  });

  it('of two columns that may be one field is never taken as suggested', () => {
    const resolved = resolve([...KEYS, 'Email', 'E-Mail'], { similar: 'map' });
    expect(resolved).toMatchObject({ ok: false, code: 'SIMILAR_COLUMNS' });
    expect(resolved).not.toMatchObject({ message: expect.stringContaining('--accept-mapping') });
  });

  it('leaves out a column next to the one of the exact name, if that is accepted, and reports it', () => {
    const resolved = resolve([...KEYS, 'email', 'Email'], { similar: 'map' });
    expect(resolved).toMatchObject({ ok: true, mapping: { columns: [['Email', '-']] }, ignored: ['Email'] });
  });

  it('ignores similar columns, and members with characters that are not allowed, if that is chosen', () => {
    const resolved = resolve([...KEYS, 'Email', 'customFields.a b', 'customFields.'], { similar: 'ignore' });
    expect(resolved).toMatchObject({ ok: true, ignored: ['Email', 'customFields.a b', 'customFields.'] });
  });

  it('that would not fit into the item of the import is refused', () => {
    const names = Array.from({ length: 900 }, (_, i) => `CUSTOMFIELDS.${'x'.repeat(50)}${i}`);
    expect(resolve([...KEYS, ...names], { similar: 'map' })).toMatchObject({ code: 'BAD_MAPPING' });
  });

  it('in JSON may name keys that the first records do not have', () => {
    const map = [['profile.first_name', 'firstName']] as const;
    expect(resolve(KEYS, { map }, 'jsonl')).toMatchObject({ ok: true, mapping: { columns: map } });
  });
});

describe('the rejection of a file with similar columns', () => {
  const message = (names: readonly string[]) => {
    const resolved = resolve(names);
    return resolved.ok ? '' : resolved.message;
  };

  it.each<[string, string[], 'csv' | 'jsonl', [string, string] | undefined]>([
    ['a name that is no field', ['Id', 'Plan'], 'csv', ['Plan', 'customFields.Plan']],
    [
      'characters that are not allowed',
      ['Id', 'Größe (cm)'],
      'csv',
      ['Größe (cm)', 'customFields.Grosse_cm'],
    ],
    ['a typing error', ['Id', 'dateCreate', 'Plan'], 'csv', ['dateCreate', 'dateCreated']],
    ['a typing error in JSON', ['Id', 'tags', 'dateCreate'], 'jsonl', ['dateCreate', 'dateCreated']],
    ['the bare name of a family', ['Id', 'customFields'], 'csv', undefined],
    ['a name without letters', ['Id', '日本'], 'csv', undefined],
  ])('says how to read a column that would be ignored, with %s', (_, names, format, pair) => {
    const similar = resolve(['accountId', ...names], {}, format);
    const text = similar.ok ? '' : similar.message;
    const [, column = '', field = ''] =
      /To read such a (?:column|key),.*--map '(.*)=(.*)'\.$/m.exec(text) ?? [];
    expect([column, field]).toEqual(pair ?? ['', '']);
    if (pair === undefined) return;
    const accepted = resolve(['accountId', ...names], { map: [pair], similar: 'map' }, format);
    expect(accepted).toMatchObject({ ok: true, mapping: { columns: expect.arrayContaining([pair]) } });
  });

  it('offers to ignore them only if the file has its keys without them', () => {
    expect(message([...KEYS, 'Email'])).toContain('--ignore-unknown');
    expect(message(['accountId', 'ID'])).not.toContain('--ignore-unknown');
  });

  it('names the keys that the file lacks with the mapping too, and does not offer to accept it', () => {
    const text = message(['Email', 'ID']);
    expect(text).toContain('the file still has no column for `accountId`');
    expect(text).not.toContain('--accept-mapping');
    expect(resolve(['Email', 'ID'])).toMatchObject({ code: 'MISSING_COLUMN' });
  });

  it('writes options for a shell, and metadata in ASCII', () => {
    const text = message([...KEYS, "customFields.Bob's Straße"]);
    expect(text).toContain(`--map 'customFields.Bob'\\''s Straße=customFields.Bob_s_Strasse'`);
    expect(text).toContain('rollcall-map: customFields.Bob%27s+Stra%C3%9Fe=customFields.Bob_s_Strasse');
    expect(text).toContain("not allowed after the dot: ' blank ß");
  });

  it.each([
    ['E\u200bmail', 'Pl\nan'],
    ["customFields.Bob's\u200b plan", 'No\u00a0tes'],
    ['First\r\nName', 'a\u202eb = c'],
  ])('prints options that name the columns when the command reads them: %j and %j', (similar, other) => {
    const names = [...KEYS, similar, other];
    const warnings = fileWarnings(participants, new Set([other]), 1, 0).map(({ issue }) => issue.message);
    for (const text of [message(names), ...warnings]) {
      const words = [...text.matchAll(/--map ((?:'[^']*'|\\')+)/g)].map(([, word = '']) =>
        readMapWord(word.replaceAll(`'\\''`, '\0').replaceAll("'", '').replaceAll('\0', "'")),
      );
      expect(words.length).toBeGreaterThan(0);
      for (const [column] of words) expect(names).toContain(column);
      expect(text).not.toMatch(/[\u00a0\u200b\u202e\r]/);
    }
  });

  it('of a thousand columns has a bounded message', () => {
    const names = Array.from({ length: 1000 }, (_, i) => `customFields.column number ${i}`);
    expect(message([...KEYS, ...names]).length).toBeLessThan(16_000);
  });

  it('says of JSON records which part of the key the suggested mapping does not give them, and how to map it', () => {
    const found = resolve(['id', 'organization', 'created_at'], {}, 'jsonl');
    expect(found).toMatchObject({ ok: false, code: 'SIMILAR_COLUMNS' });
    expect(found).toMatchObject({
      message: expect.stringMatching(/no `accountId`, which every record needs.*--map 'KEY=accountId'/s),
    });
    const whole = resolve(['id', 'accountId', 'created_at'], {}, 'jsonl');
    expect(whole).toMatchObject({
      ok: false,
      message: expect.not.stringContaining('which every record needs'),
    });
  });
});

describe('a rejection with similar names', () => {
  const part = fc.constantFrom(
    'First',
    'first',
    ' ',
    '_',
    'Name',
    'name',
    '\ud800',
    '\u200b',
    'customFields.',
    'a b',
    "'",
  );
  const names = fc.uniqueArray(
    fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')),
    { minLength: 1, maxLength: 3 },
  );

  it('advises a mapping only if it names every column that it is about', () => {
    fc.assert(
      fc.property(names, fc.constantFrom('csv' as const, 'jsonl' as const), (others, format) => {
        const resolved = resolve([...KEYS, ...others], {}, format);
        if (resolved.ok) return;
        const lines = resolved.message.split('\n');
        const mapped = lines.filter((line) => /^ {2}`.*→/.test(line)).length;
        for (const line of lines.filter((one) => one.startsWith('- Give the mapping')))
          expect(line.match(/--map /g)?.length).toBe(mapped);
      }),
      { numRuns: 500 },
    );
  });
});
