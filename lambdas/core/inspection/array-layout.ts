import type { FileLayout } from '../../contracts/file-layout.ts';
import { skipBlank } from './json-opening.ts';

/**
 * An opening brace that is the first character of its line, with the indentation of the line. For one line at a time: with
 * the flag `m`, `^` also matches after each CR, and a run of CR would be read again from each of them.
 */
const BRACE_FIRST = /^([ \t\r]*)\{/;

/**
 * The layout of a JSON array, from the first bytes of the file: the first element is taken as typical. `text` is what
 * follows the byte order mark, `offset` its position in the file. Undefined when no array begins there.
 */
export function readArrayLayout(
  text: Buffer,
  offset: number,
): (FileLayout & { readonly format: 'json' }) | undefined {
  const head = text.toString('latin1');
  const bracket = skipBlank(head, 0);
  if (head[bracket] !== '[') return undefined;
  const opening = head.slice(0, bracket + 1);
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

/** Undefined when elements follow others on one line. `rest`: what follows the bracket of the array. */
function indentOfElements(rest: string): number | undefined {
  const lead = rest.slice(0, rest.search(/[^ \t\r\n]|$/));
  const isObject = rest[lead.length] === '{';
  if (isObject) return lead.includes('\n') ? lead.length - (lead.lastIndexOf('\n') + 1) : undefined;
  // The first element is damaged or missing: the braces with the least indentation begin elements.
  const indents = rest.split('\n').flatMap((line) => BRACE_FIRST.exec(line)?.[1]?.length ?? []);
  return indents.length === 0 ? undefined : indents.reduce((one, other) => Math.min(one, other));
}
