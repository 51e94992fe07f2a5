import { endOfString } from '../records/json-text/end-of-string.ts';

/** An array of objects or arrays, within objects only. */
export interface FoundArray {
  /** The keys that lead to it. */
  readonly path: readonly string[];
  /** Index of its opening bracket. */
  readonly at: number;
}

/** What is known of a JSON object from its first characters. */
export interface JsonOpening {
  /** Index after its closing brace; undefined where the text ends before, or is malformed. */
  readonly end?: number;
  /** The arrays of objects in it, in order. Arrays in arrays are not searched. */
  readonly arrays: readonly FoundArray[];
  /** The arrays of arrays in it, within objects only. */
  readonly tables: readonly FoundArray[];
}

interface Open {
  readonly bracket: '{' | '[';
  /** The key of the value that is being read. */
  key: string;
}

/** White space, and the record separators of RFC 7464. */
const BLANK: ReadonlySet<string | undefined> = new Set([' ', '\t', '\r', '\n', '\x1e']);
const BYTE_ORDER_MARK = '\xef\xbb\xbf';

/**
 * Finds the arrays of objects in the JSON object that begins at `start`. It follows strings and brackets and checks
 * nothing else. `text`: one character for each byte (latin1).
 */
export function openJsonObject(text: string, start: number): JsonOpening {
  const open: Open[] = [];
  const arrays: FoundArray[] = [];
  const tables: FoundArray[] = [];
  for (const { at, character, before } of marksOf(text, start)) {
    const inner = open.at(-1);
    switch (character) {
      case ':':
        if (inner !== undefined) inner.key = before;
        break;
      case '[':
        if (open.every(({ bracket }) => bracket === '{'))
          listOf(text, at, { arrays, tables })?.push({ path: pathOf(open), at });
        open.push({ bracket: character, key: '' });
        break;
      case '{':
        open.push({ bracket: character, key: '' });
        break;
      default:
        if (inner?.bracket !== OPENING[character]) return { arrays, tables };
        open.pop();
        if (open.length === 0) return { end: at + 1, arrays, tables };
    }
  }
  return { arrays, tables };
}

/** The own keys of the JSON object that begins at `start`, as far as the text goes. */
export function keysOfObject(text: string, start: number): readonly string[] {
  const keys: string[] = [];
  let depth = 0;
  for (const { character, before } of marksOf(text, start)) {
    if (character === ':' && depth === 1) keys.push(decode(before));
    if (character === '{' || character === '[') depth++;
    if (character === '}' || character === ']') depth--;
    if (depth === 0) break;
  }
  return keys;
}

/** The index behind the array that begins at `start`; undefined if the text ends before. */
export function endOfArray(text: string, start: number): number | undefined {
  let depth = 0;
  for (const { at, character } of marksOf(text, start)) {
    if (character === '{' || character === '[') depth++;
    if (character === '}' || character === ']') depth--;
    if (depth === 0) return at + 1;
  }
  return undefined;
}

interface Mark {
  readonly at: number;
  readonly character: '{' | '[' | '}' | ']' | ':';
  /** The last string before it, with its quotes. */
  readonly before: string;
}

const OPENING = { '}': '{', ']': '[' } as const;
const MARKS: ReadonlySet<string | undefined> = new Set(['{', '[', '}', ']', ':']);

/** The brackets and colons outside of strings. Ends at a string that is not closed. */
function* marksOf(text: string, start: number): Generator<Mark, void, undefined> {
  let before = '';
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (MARKS.has(character)) yield { at, character: character as Mark['character'], before };
    if (character !== '"') continue;
    const end = endOfString(text, at);
    if (end === undefined) return;
    before = text.slice(at, end);
    at = end - 1;
  }
}

/** Index of the first character that is not blank and no byte order mark, which files that were joined have inside. */
export function skipBlank(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    if (text.startsWith(BYTE_ORDER_MARK, at)) at += BYTE_ORDER_MARK.length;
    else if (BLANK.has(text[at])) at++;
    else break;
  }
  return at;
}

/** Where to note the array at `at`, by what it begins with. */
function listOf(text: string, at: number, lists: Record<'arrays' | 'tables', FoundArray[]>) {
  const first = text[skipBlank(text, at + 1)];
  if (first === '{') return lists.arrays;
  return first === '[' ? lists.tables : undefined;
}

function pathOf(open: readonly Open[]): string[] {
  return open.map(({ key }) => decode(key));
}

function decode(key: string): string {
  const text = Buffer.from(key, 'latin1').toString('utf8');
  try {
    return String(JSON.parse(text));
  } catch {
    return text;
  }
}

/** A path as jq reads it. Names from the file are shown only where they are plain words. */
export function selector({ path }: Pick<FoundArray, 'path'>): string {
  return path.every((key) => /^[A-Za-z_]\w{0,63}$/.test(key)) ? `.${path.join('.')}` : '.…';
}
