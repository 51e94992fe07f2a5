import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImportType } from '../../../lambdas/core/import-type/import-type.ts';
import { readRecord } from '../../../lambdas/core/import-type/read-record.ts';
import { fieldsOfJson, fieldsOfRow } from '../../../lambdas/core/import-type/record-fields.ts';
import { csvLine, sampleType } from '../../../lambdas/core/import-type/sample-file.ts';
import { readJson } from '../../../lambdas/core/records/json-text/read-json.ts';
import { IMPORT_TYPES } from '../../../lambdas/import-types/registry.ts';
import { parseCsv } from '../../../lambdas/reading/csv/parse-csv.ts';
import { lawRuns } from '../../support/law-runs.ts';

/** Only files in CSV come from it: in JSON the same digits are a valid id of a program. */
const ROUNDING = 'a spreadsheet that keeps 15 digits';

/** Ways in which tools write the key of a person: they keep it, change its form, or lose it. */
const TOOLS: Readonly<Record<string, (key: string) => string>> = {
  'a database': (key) => key,
  'a spreadsheet that keeps text': (key) => `="${key.replaceAll('"', '""')}"`,
  'a file system that decomposes letters': (key) => key.normalize('NFD'),
  'a web page with spaces around it': (key) => `\u00a0${key} `,
  'a program that marks the beginning of a text': (key) => `\ufeff${key}`,
  'a spreadsheet that shortens numbers': (key) =>
    /^\d{12,}$/.test(key) ? Number(key).toExponential(5) : key,
  [ROUNDING]: (key) => (/^\d{16,}$/.test(key) ? key.slice(0, 15) + '0'.repeat(key.length - 15) : key),
  'a lookup that finds nothing': () => '#N/A',
  'a database without the value': () => 'NULL',
  'an export without the value': () => '\\N',
  'a script that quotes by itself': (key) => `'${key}'`,
  'a web page with zero-width spaces': (key) => `${key}\u200b`,
  'a chat with marks of direction': (key) => `\u202a${key}\u202c`,
  'a terminal that writes a ruler': (key) => '-'.repeat(key.length),
  'a conversion to Latin letters': (key) => key.replace(/[^\p{ASCII}]/gu, '\ufffd'),
  'a conversion that finds no letter': (key) => '?'.repeat(key.length),
  'a script that marks texts for a spreadsheet': (key) => (/^[\d]|@/.test(key) ? `'${key}` : key),
  'a program that reads UTF-8 as Windows-1252': (key) =>
    new TextDecoder('windows-1252').decode(Buffer.from(key)),
  'a program that reads UTF-8 as ISO 8859-1': (key) => Buffer.from(key).toString('latin1'),
  'a spreadsheet that shows its mark of texts': (key) => `'${key}`,
  'a results file': (key) => (/^[\d=+\-@]/.test(key) ? `'${key}` : key),
};

/** People whose keys look different; each is the person by its index. */
const PEOPLE = [
  'mara',
  'Zoë',
  'Zoe',
  '4001230000000001',
  '4001230000000002',
  '4001230000000003',
  '00123',
  '123',
  '田中',
  'jürgen',
  'jorgen',
];
const written = fc.record({
  person: fc.nat(PEOPLE.length - 1),
  tool: fc.constantFrom(...Object.keys(TOOLS)),
});

/** The field of each type that identifies the person, and how a value of it is made from a key. */
const types = IMPORT_TYPES.map((definition) => {
  const type = sampleType(definition);
  const field = type.key.at(-1) as string;
  const isAddress = type.fields.find(({ name }) => name === field)?.expected === 'an e-mail address';
  return { name: definition.name, type, field, isAddress, sample: definition.sample.records[0] ?? {} };
});

function asCsv(type: ImportType, values: Readonly<Record<string, unknown>>) {
  const columns = Object.keys(values);
  const line = csvLine(Object.values(values).map((value) => String(value ?? '')));
  const [cells = []] = parseCsv([Buffer.from(line.slice(0, -1))], ',') ?? [];
  return readRecord(type, 'acme', fieldsOfRow(columns, cells), { onBlank: 'keep' });
}

function asJson(type: ImportType, values: Readonly<Record<string, unknown>>) {
  const { value, numbers } = readJson(JSON.stringify(values));
  return readRecord(type, 'acme', fieldsOfJson(type, value as object, numbers), { onBlank: 'keep' });
}

describe.each(types)('the people in a file of $name', ({ type, field, isAddress, sample, name }) => {
  const reading = name === 'user-feed' ? asJson : asCsv;
  const readings = name === 'participants' ? [asCsv, asJson] : [reading];
  const keyOf = (person: number, tool: string) => {
    const key = PEOPLE[person] as string;
    return (TOOLS[tool] as (key: string) => string)(isAddress ? `${key}@example.com` : key);
  };

  it('stay as many as they are, whatever tools have made of their keys, or the record fails', () => {
    fc.assert(
      fc.property(fc.array(written, { maxLength: 12 }), (records) => {
        for (const read of readings) {
          const users = new Map<string, number>();
          const keys = new Map<number, string>();
          for (const { person, tool } of records) {
            if (tool === ROUNDING && read === asJson) continue;
            const result = read(type, { ...sample, [field]: keyOf(person, tool) });
            if (!result.ok) {
              expect(result.issues.some((issue) => issue.field === field)).toBe(true);
              continue;
            }
            const { userKey } = result.change;
            expect(users.get(userKey) ?? person).toBe(person);
            expect(keys.get(person) ?? userKey).toBe(userKey);
            users.set(userKey, person);
            keys.set(person, userKey);
          }
        }
      }),
      lawRuns(300),
    );
  });

  it('are imported when a tool has only changed the form of their keys', () => {
    const kept = Object.keys(TOOLS).slice(0, 5);
    for (const read of readings)
      for (const tool of kept)
        for (const person of PEOPLE.keys()) {
          const result = read(type, { ...sample, [field]: keyOf(person, tool) });
          expect(result.ok, `${PEOPLE[person]} from ${tool}`).toBe(true);
        }
  });

  it.each([
    ['ｍara', 'mara'],
    ['ﬁona', 'fiona'],
    ['m\u0430ra', 'mara'],
    ['mara.x', 'marax'],
    ['0123', '123'],
    ['straße', 'strasse'],
    ['\u017fam', 'sam'],
    ['Ⅷ', 'viii'],
    ['１２３', '123'],
    ['x²', 'x2'],
    ['ﾃ', 'テ'],
    ['café', 'cafe'],
  ])('are two if their keys only look alike: %s, %s', (...keys) => {
    for (const read of readings) {
      const users = keys.map((key) =>
        read(type, { ...sample, [field]: isAddress ? `${key}@example.com` : key }),
      );
      const userKeys = users.map((one) => (one.ok ? one.change.userKey : undefined));
      expect(userKeys).not.toContain(undefined);
      expect(new Set(userKeys).size).toBe(2);
    }
  });
});
