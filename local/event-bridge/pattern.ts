import type { Json } from '../template/stack.ts';
import { compileMatcher, type Matches } from './pattern-matchers.ts';

export type MatchesEvent = (event: Json) => boolean;

const isObject = (value: Json | undefined): value is { readonly [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Compiles an event pattern: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 * @throws for an operator that is not supported here, because a rule that matches other events than on AWS is worse than an error
 */
export function compilePattern(pattern: Json, where: string): MatchesEvent {
  if (!isObject(pattern)) throw new Error(`${where}: expected an object, found ${JSON.stringify(pattern)}`);
  const fields = Object.entries(pattern).map(([name, value]) =>
    compileField(name, value, `${where}.${name}`),
  );
  return (event) => fields.every((matches) => matches(isObject(event) ? event : {}));
}

type MatchesObject = (event: { readonly [name: string]: Json }) => boolean;

function compileField(name: string, value: Json, where: string): MatchesObject {
  if (name === '$or') {
    if (!Array.isArray(value)) throw new Error(`${where}: expected a list of patterns`);
    const alternatives = value.map((pattern: Json, index) => compilePattern(pattern, `${where}[${index}]`));
    return (event) => alternatives.some((matches) => matches(event));
  }
  if (Array.isArray(value)) {
    const matchers = value.map((matcher: Json) => compileMatcher(matcher, where));
    return (event) => matchesAny(matchers, event[name]);
  }
  const nested = compilePattern(value, where);
  return (event) => nested(event[name] ?? {});
}

/** A list in an event matches if one of its elements matches. An empty list counts as absent. */
function matchesAny(matchers: readonly Matches[], value: Json | undefined): boolean {
  const values: readonly (Json | undefined)[] = Array.isArray(value)
    ? value.length
      ? value
      : [undefined]
    : [value];
  return matchers.some((matches) => values.some((candidate) => matches(candidate)));
}
