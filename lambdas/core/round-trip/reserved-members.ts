import { endOfString } from '../records/json-text/end-of-string.ts';
import { RESERVED } from './reserved-names.ts';

export interface ReservedMembers {
  readonly record: number;
  readonly errors: string;
}

/** The quote of a string, a bracket, or a comma. Other characters of valid JSON do not matter here. */
const TOKEN = /["{}[\],]/g;
const DEPTH: Readonly<Record<string, number>> = { '{': 1, '[': 1, '}': -1, ']': -1 };

/**
 * The text of a JSON object with Rollcall's keys in front, instead of those that it has. All other text stays as it was
 * sent: JSON.parse would lose digits of long numbers, and the first of two equal keys.
 */
export function withReservedMembers(text: string, { record, errors }: ReservedMembers): string {
  const opening = text.indexOf('{') + 1;
  const { members, end } = membersOf(text, opening);
  const kept = members.filter(({ key }) => key !== RESERVED.record && key !== RESERVED.errors);
  const own = reservedText({ record, errors });
  const others = kept.map(({ from, to }) => text.slice(from, to)).join(',');
  // An object without other keys may hold white space.
  const rest = members.length === kept.length ? text.slice(opening, end) : others;
  return `${text.slice(0, opening)}${own}${kept.length === 0 ? '' : ','}${rest}${text.slice(end)}`;
}

/** An object for a record that cannot be read: its text instead of its keys. */
export function unreadObject(text: string, members: ReservedMembers): string {
  return `{${reservedText(members)},${JSON.stringify(RESERVED.text)}:${JSON.stringify(text)}}`;
}

function reservedText({ record, errors }: ReservedMembers): string {
  return `${JSON.stringify(RESERVED.record)}:${record},${JSON.stringify(RESERVED.errors)}:${JSON.stringify(errors)}`;
}

interface Member {
  readonly key: string;
  readonly from: number;
  readonly to: number;
}

/** The members of the object whose content begins at `opening`, and where its closing brace is. */
function membersOf(text: string, opening: number): { readonly members: Member[]; readonly end: number } {
  const members: Member[] = [];
  let from = opening;
  let key: string | undefined;
  for (const { token, at, end } of outermostTokens(text, opening)) {
    if (token === '"') {
      key ??= String(JSON.parse(text.slice(at, end)));
      continue;
    }
    if (key !== undefined) members.push({ key, from, to: at });
    if (token === '}') return { members, end: at };
    from = end;
    key = undefined;
  }
  return { members, end: text.length };
}

/** The strings, commas and the closing brace of an object, without what is in the brackets of its values. */
function* outermostTokens(text: string, opening: number) {
  let depth = 0;
  let next = opening;
  for (;;) {
    TOKEN.lastIndex = next;
    const match = TOKEN.exec(text);
    if (match === null) return;
    const [token] = match;
    const at = match.index;
    next = token === '"' ? (endOfString(text, at) ?? text.length) : at + 1;
    if (depth === 0 && !/[{[]/.test(token)) yield { token, at, end: next };
    depth += DEPTH[token] ?? 0;
  }
}
