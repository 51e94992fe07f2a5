/** What may precede a JSON record on its line: white space, byte order marks, and the record separator of RFC 7464. */
const LEAD: ReadonlySet<string | undefined> = new Set(['\ufeff', '\x1e', ' ', '\t', '\r', '\n']);

/** The record without what precedes it, and without the comma of a line that was cut out of an array. */
export function bareRecord(text: string): string {
  let start = 0;
  while (LEAD.has(text[start])) start++;
  const rest = text.slice(start).trimEnd();
  return rest.endsWith(',') ? rest.slice(0, -1) : rest;
}
