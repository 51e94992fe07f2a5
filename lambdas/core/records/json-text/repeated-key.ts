import { endOfString } from './end-of-string.ts';

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const SPACE = 0x20;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;

/** What a look at a parsed value shows, for the checks of its text. */
export interface ValueSummary {
  readonly properties: number;
  readonly hasNumbers: boolean;
}

/** Counts the properties of a parsed value, at all depths. Without recursion: the value may be nested very deeply. */
export function summarise(value: unknown): ValueSummary {
  let properties = 0;
  let hasNumbers = typeof value === 'number';
  const waiting: object[] = isObject(value) ? [value] : [];
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    const items: readonly unknown[] = Array.isArray(one) ? one : Object.values(one);
    if (items !== one) properties += items.length;
    for (const item of items) {
      if (typeof item === 'number') hasNumbers = true;
      else if (isObject(item)) waiting.push(item);
    }
  }
  return { properties, hasNumbers };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/**
 * A key that occurs twice in one object of valid JSON, by its dotted path; JSON.parse keeps the last of its values.
 * The text is only scanned when it has more keys than the value has properties.
 */
export function repeatedKey(json: string, { properties }: ValueSummary): string | undefined {
  return countKeys(json) === properties ? undefined : scanForRepeated(json);
}

/** Colons after a quote: every key, and what looks like one within a string. */
function countKeys(json: string): number {
  let count = 0;
  for (let colon = json.indexOf(':'); colon !== -1; colon = json.indexOf(':', colon + 1)) {
    let before = colon - 1;
    while (json.charCodeAt(before) <= SPACE) before--;
    if (json.charCodeAt(before) === QUOTE) count++;
  }
  return count;
}

/** An object or a list that is open, the keys it has so far, and the last one of them. */
interface Open {
  readonly keys: Set<string>;
  last: string | number | undefined;
}

function scanForRepeated(json: string): string | undefined {
  const open: Open[] = [];
  for (let at = 0; at < json.length; at++) {
    const code = json.charCodeAt(at);
    if (code !== QUOTE) {
      follow(open, code);
      continue;
    }
    const end = endOfString(json, at) as number;
    if (isKey(json, end) && repeats(open.at(-1) as Open, JSON.parse(json.slice(at, end))))
      return pathOf(open);
    at = end - 1;
  }
  return undefined;
}

function follow(open: Open[], code: number): void {
  if (code === OPEN_OBJECT) open.push({ keys: new Set(), last: undefined });
  else if (code === OPEN_LIST) open.push({ keys: new Set(), last: 0 });
  else if (code === COMMA) nextItem(open.at(-1) as Open);
  else if (code === CLOSE_OBJECT || code === CLOSE_LIST) open.pop();
}

function pathOf(open: readonly Open[]): string {
  return open.map(({ last }) => last).join('.');
}

function nextItem(list: Open): void {
  if (typeof list.last === 'number') list.last++;
}

/** Whether the object has the key already. */
function repeats(object: Open, key: string): boolean {
  object.last = key;
  const before = object.keys.size;
  return object.keys.add(key).size === before;
}

function isKey(json: string, after: number): boolean {
  let at = after;
  while (json.charCodeAt(at) <= SPACE) at++;
  return json.charCodeAt(at) === COLON;
}
