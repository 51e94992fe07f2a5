import { endOfArray, type JsonOpening, keysOfObject, selector, skipBlank } from './json-opening.ts';
import { fieldsOf, type PossibleType } from './record-or-wrapper.ts';
import { type Rejection, reject } from './rejection.ts';

/** The names next to the values, as pandas writes them with `orient="split"`. */
const NAMES = 'columns';

/**
 * The rejection of a JSON array whose elements are arrays: rows of a table, or pages of an export. An array with one such
 * element among objects has one damaged record. `at`: index of its opening bracket. One character for each byte (latin1).
 */
export function arrayOfArrays(text: string, at: number): Rejection | undefined {
  const first = skipBlank(text, at + 1);
  if (text[first] !== '[') return undefined;
  const end = endOfArray(text, first);
  const comma = end === undefined ? undefined : skipBlank(text, end);
  const second = comma !== undefined && text[comma] === ',' ? text[skipBlank(text, comma + 1)] : '[';
  if (second !== '[' && second !== undefined) return undefined;
  return isOfObjects(text, first)
    ? pages('The array of the file', 'add')
    : table('The file is', '.[0] as $names | .[1:]');
}

/** The rejection of a JSON object that has no field of a type, and an array of arrays: `{"columns":["id"],"data":[["a"]]}`. */
export function objectWithTable(
  text: string,
  { start, arrays, tables }: JsonOpening & { readonly start: number },
  types: readonly PossibleType[],
): Rejection | undefined {
  const found = tables.find(({ path }) => path.length === 1);
  if (found === undefined || arrays.length > 0) return undefined;
  const keys = keysOfObject(text, start);
  if (types.some((one) => fieldsOf(one, keys).size > 0)) return undefined;
  const where = selector(found);
  if (isOfObjects(text, skipBlank(text, found.at + 1)))
    return pages(`The array \`${where}\` of the file`, `${where} | add`);
  const rows = keys.includes(NAMES) ? `.${NAMES} as $names | ${where}` : undefined;
  return table(`The array \`${where}\` of the file is`, rows);
}

function isOfObjects(text: string, at: number): boolean {
  return text[skipBlank(text, at + 1)] === '{';
}

function pages(what: string, command: string): Rejection {
  return reject(
    'NESTED_ARRAY',
    `${what} contains arrays of objects, as the pages of an export. Expected the objects themselves in one array. \`jq '${command}'\` joins them.`,
  );
}

function table(what: string, rows: string | undefined): Rejection {
  const command =
    rows === undefined
      ? ''
      : ` \`jq '${rows} | map([$names, .] | transpose | map({(.[0]): .[1]}) | add)'\` writes them.`;
  return reject(
    'NESTED_ARRAY',
    `${what} a table: an array of arrays, in which the values have no names. Expected an array of objects, one for each user, with the names in each of them (in pandas, \`orient="records"\`), or the table as CSV.${command}`,
  );
}
