/** What templates write around a name, the longest first. */
const BRACKETS = [
  ['{{{', '}}}'],
  ['{{', '}}'],
  ['{%', '%}'],
  ['${', '}'],
  ['#{', '}'],
  ['%{', '}'],
  ['{', '}'],
  ['<%=', '%>'],
  ['<%', '%>'],
  ['<<', '>>'],
  ['<', '>'],
  ['[[', ']]'],
  ['[%', '%]'],
  ['[', ']'],
  ['$(', ')'],
  ['%%', '%%'],
  ['%', '%'],
  ['*|', '|*'],
] as const;
const NAME = /^[\p{L}_][\p{L}\p{N} ._-]{0,40}$/u;
/** By position: `{0}`, `%1$s`, `%s`. */
const BY_POSITION = /^(?:[$%]?\{\d{1,2}\}|%(?:\d\$)?[sd])$/;
const BEGINS = /^[{<[$#%*]/;
/** `{F6961FF9-8B86-D011-B42D-00CF4FC964FF}`, as Windows writes it. */
const GUID = /^\{[\da-f]{8}-[\da-f-]{27}\}$/i;

/** Whether a key is a name in the brackets of a template, which wrote no value in its place: `{id}`, `${user.id}`. */
export function isPlaceholder(text: string): boolean {
  if (!BEGINS.test(text) || GUID.test(text)) return false;
  const brackets = BRACKETS.find(([open, close]) => text.startsWith(open) && text.endsWith(close));
  if (brackets === undefined) return BY_POSITION.test(text);
  const [open, close] = brackets;
  return BY_POSITION.test(text) || NAME.test(text.slice(open.length, -close.length).trim());
}
