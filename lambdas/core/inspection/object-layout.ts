import type { FileLayout } from '../../contracts/file-layout.ts';
import { isPadding } from '../records/line-edges.ts';
import { showName } from '../wording/show-value.ts';
import { readArrayLayout } from './array-layout.ts';
import { type FoundArray, type JsonOpening, openJsonObject, selector, skipBlank } from './json-opening.ts';
import { objectWithTable } from './json-table.ts';
import { likeliestArray, type PossibleType, roleOfObject } from './record-or-wrapper.ts';
import { type Rejection, reject } from './rejection.ts';

/** Arrays that a message names. */
const MAX_NAMED = 5;

export type ObjectLayout =
  | { readonly ok: true; readonly layout: Exclude<FileLayout, { readonly format: 'csv' }> }
  | ({ readonly ok: false } & Rejection);

/**
 * The layout of a file that begins with a JSON object: JSON Lines; one object with an array of objects in it; or objects
 * that follow each other in another way (`{…}{…}`, `{…},` lines, objects over several lines). `text` is what follows the
 * byte order mark, `offset` its position in the file. `types`: those that the file may have.
 */
export function readObjectLayout(
  text: Buffer,
  offset: number,
  types: readonly PossibleType[] = [],
): ObjectLayout {
  const head = text.toString('latin1');
  const start = skipBlank(head, 0);
  const found = openJsonObject(head, start);
  const table = objectWithTable(head, { start, ...found }, types);
  return table === undefined
    ? layoutOf({ text, head, start, found }, offset, types)
    : { ok: false, ...table };
}

interface Opened {
  readonly text: Buffer;
  /** The text, one character for each byte (latin1). */
  readonly head: string;
  readonly start: number;
  readonly found: JsonOpening;
}

function layoutOf(
  { text, head, start, found }: Opened,
  offset: number,
  types: readonly PossibleType[],
): ObjectLayout {
  const itself = roleOfObject(head, { start, arrays: found.arrays }, types);
  const opening = itself.role === 'record' ? { ...found, arrays: [] } : found;
  const wrapper = (): ObjectLayout =>
    itself.role === 'unclear' ? { ok: false, ...itself.rejection } : wrapped(text, offset, opening, types);
  const feed = head.indexOf('\n', start);
  const lineEnd = feed === -1 ? head.length : feed;
  const jsonLines = { format: 'jsonl', offset, line: 1 } as const;
  if (opening.end === undefined) {
    const isWhole = feed === -1 ? opening.arrays.length > 0 : continues(head, feed);
    return isWhole ? wrapper() : { ok: true, layout: jsonLines };
  }
  const behind = firstBehind(head, opening.end);
  const isOnOneLine = opening.end <= lineEnd;
  const isAloneOnItsLine =
    isOnOneLine && (behind === undefined || firstBehind(head.slice(0, lineEnd), opening.end) === undefined);
  const holdsArray = opening.arrays.length > 0;
  if (behind === undefined && holdsArray) return wrapper();
  if (isAloneOnItsLine || (behind !== undefined && behind !== ',' && behind !== '{'))
    return { ok: true, layout: jsonLines };
  // Pages of an export, one behind the other: their array is found, and the text behind it.
  if (holdsArray) return wrapper();
  return { ok: true, layout: sequence(head, start, opening.end, offset) };
}

/** The first character that is content; undefined if there is none up to the end of `head`. */
function firstBehind(head: string, end: number): string | undefined {
  let at = skipBlank(head, end);
  while (at < head.length && isPadding(head.charCodeAt(at))) at = skipBlank(head, at + 1);
  return head[at];
}

/** Whether the object continues behind its first line break: what follows fits what precedes. */
function continues(head: string, feed: number): boolean {
  const before = head.slice(0, feed).trimEnd().at(-1);
  const next = head[skipBlank(head, feed)];
  if (before === '{') return next === '"' || next === '}';
  if (before === '[') return next === '{';
  // Behind `},` comes the next record of JSON Lines with commas, whose first object is complete: not here.
  if (before === ',') return next === '"' || next === '{';
  return false;
}

function wrapped(
  text: Buffer,
  offset: number,
  { arrays }: JsonOpening,
  types: readonly PossibleType[],
): ObjectLayout {
  const [first, ...others] = arrays.filter(({ path }) => path.length === 1);
  if (first === undefined) return { ok: false, ...noArray(arrays) };
  if (others.length > 0) {
    const all = [first, ...others];
    return { ok: false, ...severalArrays(all, likeliestArray(text.toString('latin1'), all, types)) };
  }
  const layout = readArrayLayout(text.subarray(first.at), offset + first.at);
  if (layout === undefined) return { ok: false, ...noArray(arrays) };
  const before = text.toString('latin1', 0, first.at);
  const ownLine = before.slice(before.lastIndexOf('\n') + 1);
  return {
    ok: true,
    layout: {
      ...layout,
      indent: layout.inline ? ownLine.length - ownLine.trimStart().length : layout.indent,
      line: layout.line + before.split('\n').length - 1,
      enclosing: 'object',
    },
  };
}

/** The second object shows whether objects follow others on one line. */
function sequence(head: string, start: number, end: number, offset: number) {
  const between = head.slice(end, skipBlank(head, skipComma(head, end)));
  return {
    format: 'json',
    indent: start - (head.lastIndexOf('\n', start) + 1),
    inline: between !== '' ? !between.includes('\n') : head[end] !== undefined,
    offset,
    line: 1,
    enclosing: 'none',
  } as const;
}

function skipComma(head: string, from: number): number {
  const at = skipBlank(head, from);
  return head[at] === ',' ? at + 1 : at;
}

function noArray(arrays: readonly FoundArray[]): Rejection {
  const [nested] = arrays;
  if (nested === undefined)
    return reject(
      'PRETTY_PRINTED',
      'The file holds a JSON object over several lines, and no array of objects in its first 256 KiB. Expected JSON Lines (each object on one line of its own, as `jq -c .` writes them), or one JSON array of objects.',
    );
  return reject(
    'NESTED_ARRAY',
    `The records of the file are an array within another object: ${named(nested)}. Expected the array itself. \`jq '${selector(nested)}'\` extracts it.`,
  );
}

/** The rejection of an object with several arrays of objects. `likely`: the one whose objects look most like users. */
export function severalArrays(arrays: readonly FoundArray[], likely?: FoundArray): Rejection {
  const repeated = arrays.find((one, at) => arrays.findIndex((other) => named(other) === named(one)) < at);
  // No tool extracts both: jq takes the last one.
  if (repeated !== undefined)
    return reject(
      'SEVERAL_ARRAYS',
      `The file is a JSON object in which the key ${named(repeated)} occurs several times, each time with an array of objects. Expected one array. Join them, or give each its own file.`,
    );
  const names = arrays.slice(0, MAX_NAMED).map(named).join(', ');
  const example =
    likely === undefined
      ? ''
      : ` If the users are in ${named(likely)}, \`jq '${selector(likely)}'\` extracts them.`;
  return reject(
    'SEVERAL_ARRAYS',
    `The file is a JSON object with several arrays of objects: ${names}. Expected one array: that of the users.${example}`,
  );
}

function named({ path }: FoundArray): string {
  return `\`${showName(path.join('.'))}\``;
}
