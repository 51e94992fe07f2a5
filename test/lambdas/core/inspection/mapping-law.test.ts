/** The names that senders write above their columns, and the mapping that the rejection gives them. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ColumnMapTextSchema } from '../../../../lambdas/contracts/column-map.ts';
import type { FieldRule, ImportTypeDefinition } from '../../../../lambdas/core/import-type/import-type.ts';
import { readRecord } from '../../../../lambdas/core/import-type/read-record.ts';
import { fieldsOfRow } from '../../../../lambdas/core/import-type/record-fields.ts';
import { cellText, columnsOf, sampleType } from '../../../../lambdas/core/import-type/sample-file.ts';
import { NO_CHOICES } from '../../../../lambdas/core/inspection/mapping/check-mapping.ts';
import { resolveColumns } from '../../../../lambdas/core/inspection/mapping/resolve-columns.ts';
import { suggestMapping } from '../../../../lambdas/core/inspection/mapping/suggest-mapping.ts';
import { participants } from '../../../../lambdas/import-types/participants.ts';
import { workspaceUsers } from '../../../../lambdas/import-types/workspace-users.ts';

/** What forms, templates and programs write around a name. */
const DECORATIONS: Readonly<Record<string, (name: string) => string>> = {
  nothing: (name) => name,
  'a mark of required columns': (name) => `${name} *`,
  'two marks directly behind it': (name) => `${name}**`,
  'a mark in front': (name) => `* ${name}`,
  '(required)': (name) => `${name} (required)`,
  '[optional]': (name) => `${name} [optional]`,
  'a note between brackets': (name) => `${name} (as in the passport)`,
  'a word behind a dash': (name) => `${name} - mandatory`,
  'a colon': (name) => `${name}:`,
  'a question mark': (name) => `${name}?`,
  'single quotes': (name) => `'${name}'`,
  'double quotes': (name) => `"${name}"`,
  'typographic quotes': (name) => `„${name}“`,
  'angle quotes': (name) => `«${name}»`,
  brackets: (name) => `[${name}]`,
  braces: (name) => `{{${name}}}`,
  'a number and a dot': (name) => `3. ${name}`,
  'a number in brackets': (name) => `(12) ${name}`,
  'a number, brackets and marks': (name) => `1) "${name}" (必須) *:`,
  'a number sign': (name) => `#${name}`,
};

const SPELLINGS: readonly ((name: string) => string)[] = [
  (name) => name,
  (name) => name.toUpperCase(),
  (name) => name.replace(/([a-z])([A-Z])/g, '$1 $2'),
  (name) => name.replaceAll(' ', '_'),
  (name) => name.normalize('NFD'),
];

const TYPES = [participants, workspaceUsers];

/** Columns of the sample that are single fields. */
function singleFields(definition: ImportTypeDefinition): readonly FieldRule[] {
  const columns = columnsOf(definition);
  return sampleType(definition).fields.filter(
    ({ name, member }) => member === undefined && columns.includes(name),
  );
}

const nameOf = ({ name, humanNames = [] }: FieldRule) =>
  fc
    .tuple(
      fc.constantFrom(name, ...humanNames),
      fc.constantFrom(...SPELLINGS),
      fc.constantFrom(...Object.values(DECORATIONS)),
    )
    .map(([plain, spell, decorate]) => decorate(spell(plain)));

describe('a column with a decorated name', () => {
  it.each(Object.entries(DECORATIONS))('is suggested to be its field: %s', (_, decorate) => {
    for (const definition of TYPES) {
      const type = sampleType(definition);
      for (const { name, humanNames = [] } of singleFields(definition))
        for (const written of [name, ...humanNames]) {
          const [one] = suggestMapping(type, [decorate(written)]);
          expect(one, decorate(written)).toMatchObject({ field: name });
        }
    }
  });

  it.each([
    ['another person’s', 'manager.email *'],
    ['no field at all', '(required)'],
    ['only marks', '***'],
    ['a number', '1.'],
    ['a word of forms', 'Optional'],
  ])('is no field if it is %s', (_, name) => {
    const [one] = suggestMapping(sampleType(participants), [name]);
    expect(one).toMatchObject({ reason: 'unknown' });
  });

  it.each<[string, string[], (string | undefined)[]]>([
    ['German', ['Vorname', 'Name'], ['firstName', 'lastName']],
    ['French, with marks', ['Nom *', 'Prénom *'], ['lastName', 'firstName']],
    ['with a surname of its own', ['Vorname', 'Nachname', 'Name'], ['firstName', 'lastName', undefined]],
    ['alone', ['Name'], [undefined]],
  ])('`Name` is the last name next to a first name: %s', (_, names, fields) => {
    expect(suggestMapping(sampleType(participants), names).map(({ field }) => field)).toEqual(fields);
  });
});

/** The columns of one file: each field once, in any order, and its name as somebody may write it. */
const headerOf = (definition: ImportTypeDefinition) => {
  const { key } = sampleType(definition);
  const fields = singleFields(definition);
  const needed = fields.filter(({ name }) => key.includes(name));
  const others = fields.filter(({ name }) => !key.includes(name));
  return fc
    .subarray([...others], { maxLength: 4 })
    .chain((chosen) =>
      fc.shuffledSubarray([...needed, ...chosen], { minLength: needed.length + chosen.length }),
    )
    .chain((columns) =>
      fc
        .tuple(...columns.map(nameOf))
        .map((names) => columns.map(({ name }, i) => ({ field: name, column: names[i] ?? '' }))),
    );
};

describe.each(TYPES)('the mapping that the rejection of a file of $name suggests', (definition) => {
  const type = sampleType(definition);
  const [sample = {}] = definition.sample.records;
  const options = { onBlank: 'keep' } as const;

  it('leads to the same users as the names of the fields', () => {
    fc.assert(
      fc.property(headerOf(definition), (columns) => {
        const names = columns.map(({ column }) => column);
        fc.pre(new Set(names).size === names.length);
        const cells = columns.map(({ field }) => cellText(sample[field]));
        const exact = readRecord(
          type,
          'acme',
          fieldsOfRow(
            columns.map(({ field }) => field),
            cells,
          ),
          options,
        );
        const first = resolveColumns(type, { format: 'csv', names }, NO_CHOICES);
        const message = first.ok ? '' : first.message;
        const [, text = ''] = /rollcall-map: (\S+)/.exec(message) ?? [];
        const map = ColumnMapTextSchema.decode(text);
        const second = resolveColumns(type, { format: 'csv', names }, { ...NO_CHOICES, map });
        if (!second.ok) throw new Error(second.message);
        expect(second.ignored).toEqual([]);
        expect(readRecord(second.type, 'acme', fieldsOfRow(names, cells), options)).toEqual(exact);
        const accepted = resolveColumns(type, { format: 'csv', names }, { ...NO_CHOICES, similar: 'map' });
        expect(accepted.ok && accepted.mapping?.columns.toSorted()).toEqual(
          first.ok ? undefined : map.toSorted(),
        );
      }),
    );
  });

  it('never reads two columns as one field', () => {
    const field = fc.constantFrom(...singleFields(definition));
    fc.assert(
      fc.property(fc.array(field.chain(nameOf), { maxLength: 8 }), (written) => {
        const names = [...new Set(written)];
        const fields = suggestMapping(type, names).flatMap(({ field: one, reason }) =>
          one === undefined || one === '-' || reason === 'nearest' ? [] : [one],
        );
        expect(fields).toEqual([...new Set(fields)]);
      }),
    );
  });
});
