import type { ImportType } from '../import-type/import-type.ts';
import { showName } from '../wording/show-value.ts';
import type { EnclosingObject } from './enclosing-object.ts';
import { selector } from './json-opening.ts';
import { fieldsOf, type PossibleType } from './record-or-wrapper.ts';
import { type Rejection, reject } from './rejection.ts';

/**
 * The rejection of a file whose records lack a field of the key that the object around them has:
 * `{"accountId":"acme","users":[{"id":"a"}]}`. It is probably meant for each record, but that is not certain.
 * `names`: those of the records.
 */
export function besideArrayProblem(
  possible: PossibleType,
  names: readonly string[],
  { members, path }: EnclosingObject,
): Rejection | undefined {
  const { type } = possible;
  const own = fieldsOf(possible, names);
  const beside = type.key.flatMap((field) => {
    const name = own.has(field) ? undefined : nameOf(possible, field, members);
    return name === undefined ? [] : [{ field, name }];
  });
  if (beside.length === 0) return undefined;
  return reject('MISSING_KEY', describe(type, beside, path));
}

/** The member that has a value for the field. */
function nameOf(possible: PossibleType, field: string, members: EnclosingObject['members']) {
  return Object.keys(members).find((name) => {
    const value = members[name];
    const isValue = (typeof value === 'string' && value.trim() !== '') || typeof value === 'number';
    return isValue && fieldsOf(possible, [name]).has(field);
  });
}

function describe(
  { name: type }: ImportType,
  beside: readonly { readonly field: string; readonly name: string }[],
  path: readonly string[],
): string {
  const fields = beside.map(({ field }) => `\`${field}\``).join(' and ');
  const found = beside.map(({ name }) => `\`${showName(name)}\``).join(' and ');
  const taken = beside.map(({ field, name }) =>
    field === name
      ? field
      : `${/^\w+$/.test(field) ? field : JSON.stringify(field)}: ${selector({ path: [name] })}`,
  );
  const array = selector({ path });
  return `No record in the array \`${showName(path.join('.'))}\` has ${fields}, which every record of ${type} needs. The object around the array has ${found}. Write the value into each record: \`jq '[${array}[] + {${taken.join(', ')}}]' FILE\` does this, if it is the same for all records.`;
}
