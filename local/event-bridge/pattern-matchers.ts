import type { Json } from '../template/stack.ts';
import { matchesGlob } from './wildcard.ts';

export type Matches = (value: Json | undefined) => boolean;

type Compile = (argument: Json, where: string) => Matches;

const asText = (value: Json | undefined, where: string): string => {
  if (typeof value === 'string') return value;
  throw new Error(`${where}: expected a string, found ${JSON.stringify(value)}`);
};

/** `"x"` or `{"equals-ignore-case": "x"}`: the argument of prefix and suffix. */
const affix =
  (test: (value: string, affix: string) => boolean): Compile =>
  (argument, where) => {
    const folded = typeof argument === 'object' && argument !== null && 'equals-ignore-case' in argument;
    const wanted = asText(folded ? argument['equals-ignore-case'] : argument, where);
    if (!folded) return (value) => typeof value === 'string' && test(value, wanted);
    return (value) => typeof value === 'string' && test(value.toLowerCase(), wanted.toLowerCase());
  };

const comparisons: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '=': (a, b) => a === b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

const numeric: Compile = (argument, where) => {
  const parts = Array.isArray(argument) ? argument : [];
  if (parts.length !== 2 && parts.length !== 4)
    throw new Error(`${where}.numeric: expected one or two comparisons`);
  const tests = [parts.slice(0, 2), parts.slice(2)]
    .filter((pair) => pair.length === 2)
    .map(([operator, bound]): ((value: number) => boolean) => {
      const compare = comparisons[String(operator)];
      if (compare === undefined || typeof bound !== 'number') {
        throw new Error(
          `${where}.numeric: expected a comparison, found ${JSON.stringify([operator, bound])}`,
        );
      }
      return (value) => compare(value, bound);
    });
  return (value) => typeof value === 'number' && tests.every((test) => test(value));
};

const anythingBut: Compile = (argument, where) => {
  const isOperator = typeof argument === 'object' && argument !== null && !Array.isArray(argument);
  const excluded = (Array.isArray(argument) ? argument : [argument]) as readonly Json[];
  const matchers = isOperator
    ? Object.entries(argument).flatMap(([operator, operand]) =>
        // Inside anything-but, an operator also accepts a list.
        (Array.isArray(operand) ? operand : [operand]).map((one: Json) =>
          compileMatcher({ [operator]: one }, where),
        ),
      )
    : excluded.map((value) => exactly(value));
  return (value) => value !== undefined && !matchers.some((matches) => matches(value));
};

const exactly =
  (wanted: Json): Matches =>
  (value) =>
    value === wanted;

const operators: Readonly<Record<string, Compile>> = {
  prefix: affix((value, prefix) => value.startsWith(prefix)),
  suffix: affix((value, suffix) => value.endsWith(suffix)),
  'equals-ignore-case': affix((value, whole) => value.toLowerCase() === whole.toLowerCase()),
  'anything-but': anythingBut,
  exists: (argument) => (value) => (value !== undefined) === (argument === true),
  numeric,
  wildcard: (argument, where) => {
    const pattern = asText(argument, where);
    return (value) => typeof value === 'string' && matchesGlob(pattern, value);
  },
};

/** Compiles one element of a pattern's list: a value or an operator. @throws for an unknown operator */
export function compileMatcher(matcher: Json, where: string): Matches {
  if (matcher === null || typeof matcher !== 'object') return exactly(matcher);
  const [[operator, argument] = ['', null], ...more] = Object.entries(matcher) as [string, Json][];
  const compile = operators[operator];
  if (compile === undefined || more.length > 0 || Array.isArray(matcher)) {
    throw new Error(`${where}: the operator ${JSON.stringify(matcher)} is not supported on one machine`);
  }
  return compile(argument, where);
}
