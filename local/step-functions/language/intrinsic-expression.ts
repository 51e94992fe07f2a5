import { type Path, parsePath } from './path.ts';

/** A parsed intrinsic expression such as `States.Format('{}/{}', $.a, States.UUID())`. */
export type Expression =
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'path'; readonly path: Path }
  /** `raw` contains the escapes of a quoted text, which States.Format needs to distinguish `\{` from `{`. */
  | { readonly kind: 'literal'; readonly value: null | boolean | number | string; readonly raw?: string };

const callStart = /\s*(States\.[A-Za-z0-9]+)\s*\(/y;
const quoted = /\s*'((?:[^'\\]|\\.)*)'\s*/suy;
const plain = /\s*(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)\s*/y;
const pathText = /\s*(\$(?:\['[^']*'\]|\["[^"]*"\]|[^\s,()'"])*)\s*/suy;

const parsed = new Map<string, Expression>();

/**
 * Parses an intrinsic expression.
 * @throws Error with the offset of the unexpected text
 */
export function parseExpression(text: string): Expression {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const [expression, end] = parseCall(text, 0);
  if (text.slice(end).trim() !== '') throw unexpected(text, end);
  parsed.set(text, expression);
  return expression;
}

function parseCall(text: string, start: number): [Expression, number] {
  const head = matchAt(callStart, text, start);
  if (head === undefined) throw unexpected(text, start);
  const args: Expression[] = [];
  let position = head.end;
  if (matchAt(/\s*\)/y, text, position) === undefined) {
    for (;;) {
      const [argument, end] = parseArgument(text, position);
      args.push(argument);
      const separator = matchAt(/\s*,/y, text, end);
      position = end;
      if (separator === undefined) break;
      position = separator.end;
    }
  }
  const close = matchAt(/\s*\)/y, text, position);
  if (close === undefined) throw unexpected(text, position);
  return [{ kind: 'call', name: head.text, args }, close.end];
}

function parseArgument(text: string, start: number): [Expression, number] {
  const string = matchAt(quoted, text, start);
  if (string !== undefined) {
    return [{ kind: 'literal', value: plainText(string.text), raw: string.text }, string.end];
  }
  const path = matchAt(pathText, text, start);
  if (path !== undefined) return [{ kind: 'path', path: parsePath(path.text) }, path.end];
  const literal = matchAt(plain, text, start);
  if (literal !== undefined) return [{ kind: 'literal', value: JSON.parse(literal.text) }, literal.end];
  return parseCall(text, start);
}

function matchAt(pattern: RegExp, text: string, at: number): { text: string; end: number } | undefined {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  return match === null ? undefined : { text: match[1] ?? '', end: pattern.lastIndex };
}

/** Removes the backslash of `\'`, `\\`, `\{` and `\}`. */
export function plainText(raw: string): string {
  return raw.replaceAll(/\\(.)/gsu, '$1');
}

function unexpected(text: string, at: number): Error {
  return new Error(`'${text}' is not an intrinsic function call: unexpected text at offset ${at}`);
}
