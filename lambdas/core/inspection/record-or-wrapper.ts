import { matchField } from '../import-type/field-names.ts';
import type { ImportType } from '../import-type/import-type.ts';
import { similarField } from '../import-type/similar-field.ts';
import { showName } from '../wording/show-value.ts';
import { type FoundArray, keysOfObject, skipBlank } from './json-opening.ts';
import type { ColumnChoices } from './mapping/check-mapping.ts';
import { type Rejection, reject } from './rejection.ts';

/** A type that the file may have, and what the sender and the tenant say about its names. */
export interface PossibleType {
  readonly type: ImportType;
  readonly choices: Pick<ColumnChoices, 'map' | 'remembered'>;
}

/** A JSON object: the record itself, an object around an array of records, or an object that may be either. */
export type ObjectRole =
  | { readonly role: 'record' | 'wrapper' }
  | { readonly role: 'unclear'; readonly rejection: Rejection };

/**
 * What the first object of a file is. A file may hold a single record, and the record may have an array of objects in
 * it, such as orders: these are not the users. `text`: one character for each byte (latin1); `start`: index of the object.
 */
export function roleOfObject(
  text: string,
  { start, arrays }: { readonly start: number; readonly arrays: readonly FoundArray[] },
  types: readonly PossibleType[],
): ObjectRole {
  const possible = types.find(
    (one) => one.type.formats.some((format) => format !== 'csv') && hasKey(one, keysOfObject(text, start)),
  );
  if (possible === undefined) return { role: 'wrapper' };
  const records = arrays.find(
    (array) =>
      matchField(possible.type, array.path.join('.')).kind !== 'known' && holdsRecords(text, array, possible),
  );
  return records === undefined
    ? { role: 'record' }
    : { role: 'unclear', rejection: unclear(possible.type, records) };
}

function holdsRecords(text: string, { at }: FoundArray, possible: PossibleType): boolean {
  return hasKey(possible, keysOfObject(text, skipBlank(text, at + 1)));
}

/** The array whose first object has the most fields of a type, the first of them if several have as many. */
export function likeliestArray(
  text: string,
  arrays: readonly FoundArray[],
  types: readonly PossibleType[],
): FoundArray | undefined {
  const count = ({ at }: FoundArray) => {
    const names = keysOfObject(text, skipBlank(text, at + 1));
    return Math.max(0, ...types.map((possible) => fieldsOf(possible, names).size));
  };
  return arrays.toSorted((one, other) => count(other) - count(one))[0];
}

/** Whether the names include all that identify a user, or similar names: a file with those is rejected for that. */
export function hasKey(possible: PossibleType, names: readonly string[]): boolean {
  const fields = fieldsOf(possible, names);
  return possible.type.key.every((field) => fields.has(field));
}

/** The fields that the names are, or are similar to. */
export function fieldsOf({ type, choices }: PossibleType, names: readonly string[]): ReadonlySet<string> {
  const mapped = new Map([...choices.remembered, ...choices.map]);
  const fields = names.flatMap((name) => {
    const match = matchField(type, mapped.get(name) ?? name);
    return match.kind === 'known' ? match.name : (similarField(type, name, 'json')?.field ?? []);
  });
  return new Set(fields);
}

function unclear({ key }: ImportType, { path }: FoundArray): Rejection {
  const keys = key.map((field) => `\`${field}\``).join(' and ');
  const name = showName(path.join('.'));
  return reject(
    'RECORD_OR_ARRAY',
    `The file is one JSON object that has ${keys}, and so have the objects in its array \`${name}\`. If the object is one record, put it into [ ]. If the records are in \`${name}\`, send only this array.`,
  );
}
