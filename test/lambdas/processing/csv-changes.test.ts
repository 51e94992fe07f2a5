import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImportTypeDefinition } from '../../../lambdas/core/import-type/import-type.ts';
import { cellText, columnsOf, sampleType } from '../../../lambdas/core/import-type/sample-file.ts';
import { groupMembers } from '../../../lambdas/import-types/group-members.ts';
import { participants } from '../../../lambdas/import-types/participants.ts';
import { workspaceUsers } from '../../../lambdas/import-types/workspace-users.ts';
import { lawRuns } from '../../support/law-runs.ts';
import {
  type Change,
  CSV_CHANGES,
  type CsvForm,
  isAmbiguous,
  PLAIN,
  writeBytes,
  writeText,
} from './csv-changes.ts';
import { importBytes } from './import-bytes.ts';
import { objection, usersIn } from './objection.ts';

/** Texts that are the same in Windows-1252, and that no spreadsheet changes. */
const TEXTS = [
  'Ann',
  'Jörg',
  'Weiß; Krüger',
  'Tan, Jr.',
  'a|b',
  'say "hi"',
  'two\nlines',
  "O'Brien",
  'Zoë ',
  '',
];

/** Of the text that has one before the tools change the file. */
const BLANK_AT_THE_END = /found "Zoë ", with blanks at its beginning or end/;

/** Columns whose texts are free, and values of other columns. The last column is the one that rows may lack. */
const TYPES: readonly (readonly [ImportTypeDefinition, free: readonly string[]])[] = [
  [participants, ['firstName', 'lastName', 'customFields.plan']],
  [workspaceUsers, ['Display Name']],
  [groupMembers, ['firstName', 'lastName', 'profile.Phone']],
];

function tables([definition, free]: (typeof TYPES)[number]): fc.Arbitrary<CsvForm> {
  const columns = columnsOf(definition).filter((name) => !free.includes(name));
  const all = [...columns.filter((name) => !/^referralCodes|^shareLinks|^referredBy/.test(name)), ...free];
  const { headerless, key } = sampleType(definition);
  const row = fc.tuple(
    fc.constantFrom(...definition.sample.records),
    fc.array(fc.constantFrom(...TEXTS), { minLength: free.length, maxLength: free.length }),
  );
  return fc.array(row, { minLength: 1, maxLength: 6 }).map((records) => {
    const rows = records.map(([record, texts], i) =>
      all.map((name) => {
        const given = cellText(record[name]);
        if (free.includes(name)) return texts[free.indexOf(name)] ?? '';
        if (name === 'dateCreated') return '2026-03-02';
        if (name === 'Source Username(s)') return `slack:u${i},teams:u${i}@example.com`;
        if (name === key.at(-1) || /email/i.test(name))
          return given.replace('@', `.${i}@`).replace(/^[^@]+$/, `$&${i}`);
        return given;
      }),
    );
    // The members of a group are known by the order of their columns.
    const ordered =
      headerless === undefined ? rows : rows.map((r) => headerless.map((name) => r[all.indexOf(name)] ?? ''));
    return { ...PLAIN, rows: headerless === undefined ? [all, ...ordered] : ordered };
  });
}

describe.each(TYPES)('a CSV file of $name', (definition, free) => {
  const headerless = sampleType(definition).headerless !== undefined;
  const possible = Object.entries(CSV_CHANGES).filter(
    ([name]) => !(headerless && /header|names|second part (with|behind)/.test(name)),
  );
  it('becomes the same users whatever two tools make of it, or what they made is named', async () => {
    const two = fc.tuple(fc.constantFrom(...possible), fc.constantFrom(...possible));
    const law = fc.asyncProperty(tables([definition, free]), two, async (form, changes) => {
      const expected = usersIn(await importBytes(definition, writeBytes(form)));
      const changed = changes.reduce((before, [, { apply }]) => apply(before), form);
      fc.pre(!isAmbiguous(changed));
      const imported = await importBytes(definition, writeBytes(changed), changed.options);
      const named = changes.flatMap(([, change]: [string, Change<CsvForm>]) => change.named ?? []);
      named.push(BLANK_AT_THE_END);
      const found = objection(expected, imported, named);
      expect(
        found &&
          [changes.map(([name]) => name).join(' + '), JSON.stringify(writeText(changed)), found].join('\n'),
      ).toBeUndefined();
    });
    await fc.assert(law, lawRuns(200));
  });
});
