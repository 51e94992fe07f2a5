import { type Expression, parseExpression, plainText } from './intrinsic-expression.ts';
import { intrinsicFailure, intrinsicFunctions } from './intrinsic-functions.ts';
import { isObject, type Json } from './json.ts';
import { type Roots, readPath } from './path.ts';

/**
 * The value of a `….$` field: a path or an intrinsic function call.
 * @throws StatesError States.Runtime if a path does not exist, States.IntrinsicFailure
 */
export function evaluateText(text: string, roots: Roots, field: string): Json {
  return text.startsWith('$') ? readPath(text, roots, field) : evaluate(parseExpression(text), roots, field);
}

function evaluate(expression: Expression, roots: Roots, field: string): Json {
  if (expression.kind === 'literal') return expression.value;
  if (expression.kind === 'path') return readPath(expression.path.text, roots, field);
  const values = expression.args.map((argument) => evaluate(argument, roots, field));
  if (expression.name === 'States.Format') return format(expression.args[0], values);
  const known = intrinsicFunctions[expression.name];
  if (known === undefined) throw intrinsicFailure(`${expression.name} is not an intrinsic function.`);
  return known.apply(...(values as [Json, Json, Json]));
}

/** Replaces each `{}` in order. Only a template that is a literal in the definition can escape a brace (`\{`). */
function format(template: Expression | undefined, [first, ...values]: Json[]): string {
  if (typeof first !== 'string') throw intrinsicFailure('States.Format: the template must be a string.');
  const raw = template?.kind === 'literal' && template.raw !== undefined ? template.raw : undefined;
  const pieces = raw === undefined ? first.split('{}') : splitTemplate(raw);
  if (pieces.length - 1 !== values.length) {
    throw intrinsicFailure('States.Format: the number of arguments differs from the occurrences of {}.');
  }
  return pieces.map((piece, i) => piece + (i < values.length ? show(values[i] as Json) : '')).join('');
}

function splitTemplate(raw: string): string[] {
  const pieces = [''];
  for (const [token] of raw.matchAll(/\\.|\{\}|./gsu)) {
    if (token === '{}') pieces.push('');
    else pieces.push(`${pieces.pop()}${plainText(token)}`);
  }
  return pieces;
}

function show(value: Json): string {
  if (Array.isArray(value) || isObject(value)) {
    throw intrinsicFailure('States.Format: an argument must be a string, a number, a boolean or null.');
  }
  return String(value);
}
