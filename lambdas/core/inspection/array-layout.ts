import type { FileLayout } from '../../contracts/file-layout.ts';

/** An opening brace that is the first of its line, with the line's indentation. */
const BRACE_FIRST = /^([ \t\r]*)\{/gm;

/**
 * How a JSON array is laid out, from the bytes that the file begins with: the first element stands for all. `text` is
 * what follows the byte order mark, `offset` its place in the file. Undefined when no array begins there.
 */
export function readArrayLayout(
  text: Buffer,
  offset: number,
): (FileLayout & { readonly format: 'json' }) | undefined {
  const head = text.toString('latin1');
  const [opening] = /^[ \t\r\n]*\[/.exec(head) ?? [];
  if (opening === undefined) return undefined;
  const rest = head.slice(opening.length);
  const ownLine = indentOfElements(rest);
  return {
    format: 'json',
    indent: ownLine ?? opening.length - 1 - (opening.lastIndexOf('\n') + 1),
    inline: ownLine === undefined,
    offset: offset + opening.length,
    line: opening.split('\n').length,
  };
}

/** Undefined where elements begin behind others on their line. `rest`: what follows the array's bracket. */
function indentOfElements(rest: string): number | undefined {
  const lead = rest.slice(0, rest.search(/[^ \t\r\n]|$/));
  const isObject = rest[lead.length] === '{';
  if (isObject) return lead.includes('\n') ? lead.length - (lead.lastIndexOf('\n') + 1) : undefined;
  // The first element is damaged, or none: the braces least indented are then those of elements.
  const indents = [...rest.matchAll(BRACE_FIRST)].map(([, blanks = '']) => blanks.length);
  return indents.length === 0 ? undefined : indents.reduce((one, other) => Math.min(one, other));
}
