import { isPadding } from '../records/line-edges.ts';
import { openJsonObject, selector, skipBlank } from './json-opening.ts';
import { severalArrays } from './object-layout.ts';
import { type Rejection, reject } from './rejection.ts';

/** What may follow the array of records in its object: a few totals and links. */
export const MAX_BEHIND_ARRAY = 64 * 1024;

/**
 * What is wrong with the text behind the array of records, up to the end of the object that encloses it and of the file.
 * `isWhole`: it is all of that text.
 */
export function judgeBehindArray(text: Buffer, isWhole: boolean): Rejection | undefined {
  const rest = text.toString('latin1');
  const start = skipBlank(rest, 0);
  if (rest[start] !== ',' && rest[start] !== '}')
    return rest[start] === undefined ? unclosed() : textBehind('the array');
  // The rest as an object of its own: `,"total":2}` becomes `{"total":2}`.
  const members = `{${rest.slice(rest[start] === ',' ? start + 1 : start)}`;
  const { end, arrays } = openJsonObject(members, 0);
  const [second] = arrays.filter(({ path }) => path.length === 1);
  if (second !== undefined) return severalArrays([{ path: ['…'], at: 0 }, second]);
  if (!isWhole) return textBehind('the array, of more than 64 KiB');
  if (end === undefined) return unclosed();
  const behind = members.slice(end);
  return isEmpty(behind) ? undefined : behindObject(behind);
}

/** But for white space and padding, which are no content at the end of a file. */
function isEmpty(text: string): boolean {
  return [...text].every((character) => character.trim() === '' || isPadding(character.charCodeAt(0)));
}

function unclosed(): Rejection {
  return reject(
    'UNCLOSED_ARRAY',
    'The JSON object around the array is not closed: the file may have been cut off. Upload the whole file.',
  );
}

function textBehind(what: string): Rejection {
  return reject('TEXT_AFTER_ARRAY', `There is text behind ${what}. Write all objects into one array.`);
}

/** Pages of an export, one behind the other, have the same array each. */
function behindObject(text: string): Rejection {
  const start = skipBlank(text, 0);
  const { arrays } = openJsonObject(text, start);
  const [array] = arrays;
  if (text[start] !== '{' || array === undefined) return textBehind('the JSON object');
  return reject(
    'TEXT_AFTER_ARRAY',
    `Another JSON object begins behind the first one, as if the pages of an export had been joined. Expected one array, or JSON Lines. \`jq -c '${selector(array)}[]'\` extracts the users of all pages, as JSON Lines.`,
  );
}
