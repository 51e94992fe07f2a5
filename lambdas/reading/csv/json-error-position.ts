/** What may come next. */
type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or end';

/** Blanks and one token: a bracket, comma or colon; the quote that begins a string; or a word or number. */
const TOKEN =
  /[ \t\r\n]*(?:([{}[\]:,])|(")|(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-]))/y;

/** One step through a string: some plain characters, or one escape. A pattern without a limit overflows its stack in a long string. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids exactly these in a string.
const STRING_PART = /[^"\\\u0000-\u001f]{1,4096}|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** The end of the string that begins before `start`; undefined if it is malformed or not closed. */
function endOfString(text: string, start: number): number | undefined {
  let at = start;
  while (text[at] !== '"') {
    STRING_PART.lastIndex = at;
    if (!STRING_PART.test(text)) return undefined;
    at = STRING_PART.lastIndex;
  }
  return at + 1;
}

/**
 * Where a text that JSON.parse refuses stops being JSON, in UTF-16 units from its beginning: the first token that
 * does not fit. JSON.parse itself names a position in some of its messages only, and quotes the text in others.
 */
export function jsonErrorPosition(text: string): number {
  const open: string[] = [];
  let expected: Expected = 'value';
  let at = 0;
  for (;;) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (match === null) return at + (/^[ \t\r\n]*/.exec(text.slice(at))?.[0].length ?? 0);
    const start = TOKEN.lastIndex - match[0].trimStart().length;
    const end = match[2] === undefined ? TOKEN.lastIndex : endOfString(text, TOKEN.lastIndex);
    const next = follow(expected, match[1] ?? (match[2] === undefined ? 'literal' : 'string'), open);
    if (next === undefined || end === undefined) return start;
    expected = next;
    at = end;
  }
}

/** What may come after `token`. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: the grammar of JSON in one place.
function follow(expected: Expected, token: string, open: string[]): Expected | undefined {
  const inside = open.at(-1);
  if (expected === ':') return token === ':' ? 'value' : undefined;
  if (token === '}' || token === ']') return close(expected, token, open);
  if (expected === ', or end') {
    if (token !== ',' || inside === undefined) return undefined;
    return inside === '{' ? 'key' : 'value';
  }
  if (expected.startsWith('key')) return token === 'string' ? ':' : undefined;
  if (token === '{' || token === '[') {
    open.push(token);
    return token === '{' ? 'key or }' : 'value or ]';
  }
  return token === 'string' || token === 'literal' ? ', or end' : undefined;
}

/** Ends the innermost object or array, if the bracket is its own and it may end here. */
function close(expected: Expected, token: '}' | ']', open: string[]): Expected | undefined {
  const isEmpty = expected === (token === '}' ? 'key or }' : 'value or ]');
  if (open.at(-1) !== (token === '}' ? '{' : '[') || !(isEmpty || expected === ', or end')) return undefined;
  open.pop();
  return ', or end';
}
