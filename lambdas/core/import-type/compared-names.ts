import { fieldSpellings } from './field-names.ts';
import type { FieldRule, ImportType } from './import-type.ts';
import { withoutCase, withoutSeparators, wordForm, wordForms } from './name-forms.ts';

/** The names with which those of columns are compared, in the forms in which they are compared. */
export interface ComparedNames {
  readonly byCase: ReadonlyMap<string, string>;
  readonly bySeparators: ReadonlyMap<string, string>;
  readonly byHumanName: ReadonlyMap<string, string>;
  /** Words that mean the field only next to another one. */
  readonly byNameBeside: ReadonlyMap<string, { readonly field: string; readonly beside: string }>;
  /** Families by their prefix without the dot. */
  readonly families: ReadonlyMap<string, FieldRule>;
  /** Keys of JSON objects: what is before the dot in the names of fields and families. */
  readonly objects: ReadonlyMap<string, string>;
}

const namesOfType = new WeakMap<ImportType, ComparedNames>();

/** Made once for a type. */
export function comparedNames(type: ImportType): ComparedNames {
  const known = namesOfType.get(type);
  if (known !== undefined) return known;
  const spellings = fieldSpellings(type);
  const single = spellings.filter(([, { member }]) => member === undefined);
  const people = type.fields.flatMap((rule) =>
    (rule.humanNames ?? []).flatMap((name) => wordForms(name).map((form) => [form, rule.name] as const)),
  );
  const beside = type.fields.flatMap(({ name: field, humanNamesBeside }) =>
    (humanNamesBeside?.names ?? []).map(
      (name) => [wordForm(name), { field, beside: humanNamesBeside?.field ?? '' }] as const,
    ),
  );
  const names: ComparedNames = {
    byCase: firstOf(single.map(([name]) => [withoutCase(name), name])),
    bySeparators: firstOf(single.map(([name]) => [withoutSeparators(name), name])),
    byHumanName: firstOf(people),
    byNameBeside: firstOf(beside),
    families: firstOf(
      spellings.flatMap(([prefix, rule]) =>
        rule.member === undefined ? [] : [[withoutSeparators(prefix.slice(0, -1)), rule] as const],
      ),
    ),
    objects: firstOf(
      type.fields.flatMap(({ name }) => {
        const key = name.slice(0, Math.max(0, name.indexOf('.')));
        return key === '' ? [] : [[withoutSeparators(key), key] as const];
      }),
    ),
  };
  namesOfType.set(type, names);
  return names;
}

function firstOf<T>(entries: readonly (readonly [string, T])[]): ReadonlyMap<string, T> {
  return new Map([...entries].reverse());
}
