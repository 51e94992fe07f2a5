import { isObject, type Json, type JsonObject } from './json.ts';
import { findPath, type Roots, readPath } from './path.ts';

/** A rule of a Choice state: And, Or, Not, or one comparison of `Variable`. */
export type ChoiceRule = JsonObject;

type Family = 'String' | 'Numeric' | 'Boolean' | 'Timestamp';

const relations: Readonly<Record<string, (sign: number) => boolean>> = {
  Equals: (sign) => sign === 0,
  LessThan: (sign) => sign < 0,
  GreaterThan: (sign) => sign > 0,
  LessThanEquals: (sign) => sign <= 0,
  GreaterThanEquals: (sign) => sign >= 0,
};

/** Each family converts a value of its type to a comparable one. A value of another type becomes undefined, and no rule matches it. */
const families: Readonly<Record<Family, (value: Json) => string | number | undefined>> = {
  String: (value) => (typeof value === 'string' ? value : undefined),
  Numeric: (value) => (typeof value === 'number' ? value : undefined),
  Boolean: (value) => (typeof value === 'boolean' ? Number(value) : undefined),
  Timestamp: (value) => (isTimestamp(value) ? Date.parse(value) : undefined),
};

const typeTests: Readonly<Record<string, (value: Json | undefined) => boolean>> = {
  IsPresent: (value) => value !== undefined,
  IsNull: (value) => value === null,
  IsString: (value) => typeof value === 'string',
  IsNumeric: (value) => typeof value === 'number',
  IsBoolean: (value) => typeof value === 'boolean',
  IsTimestamp: (value) => isTimestamp(value),
};

/** The comparison operators and the types of their operands. */
export const comparisonOperators: ReadonlyMap<
  string,
  'boolean' | 'number' | 'path' | 'string' | 'timestamp'
> = new Map([
  ...Object.keys(typeTests).map((name) => [name, 'boolean'] as const),
  ['StringMatches', 'string'] as const,
  ...(['String', 'Numeric', 'Boolean', 'Timestamp'] as const).flatMap((family) => {
    const operand = {
      String: 'string',
      Numeric: 'number',
      Boolean: 'boolean',
      Timestamp: 'timestamp',
    } as const;
    const names = family === 'Boolean' ? ['Equals'] : Object.keys(relations);
    return names.flatMap((relation) => [
      [`${family}${relation}`, operand[family]] as const,
      [`${family}${relation}Path`, 'path'] as const,
    ]);
  }),
]);

/**
 * Whether a rule matches. A comparison with a value of another type does not match.
 * @throws StatesError States.Runtime if Variable does not exist, except for IsPresent
 */
export function ruleHolds(rule: ChoiceRule, roots: Roots): boolean {
  if (Array.isArray(rule.And)) return rule.And.every((inner) => isObject(inner) && ruleHolds(inner, roots));
  if (Array.isArray(rule.Or)) return rule.Or.some((inner) => isObject(inner) && ruleHolds(inner, roots));
  if (isObject(rule.Not)) return !ruleHolds(rule.Not, roots);
  const operator = Object.keys(rule).find((key) => comparisonOperators.has(key)) ?? '';
  const variable = String(rule.Variable);
  if (operator === 'IsPresent') return (findPath(variable, roots) !== undefined) === rule.IsPresent;
  const value = readPath(variable, roots, 'Variable');
  const operand = rule[operator] as Json;
  const typeTest = typeTests[operator];
  if (typeTest !== undefined) return typeTest(value) === operand;
  if (operator === 'StringMatches') return typeof value === 'string' && wildcard(String(operand)).test(value);
  if (!operator.endsWith('Path')) return compare(operator, value, operand);
  return compare(operator.slice(0, -'Path'.length), value, readPath(String(operand), roots, operator));
}

function compare(operator: string, left: Json, right: Json): boolean {
  const [, family, relation] = /^(String|Numeric|Boolean|Timestamp)(.*)$/.exec(operator) ?? [];
  const read = families[family as Family];
  const a = read(left);
  const b = read(right);
  if (a === undefined || b === undefined) return false;
  return relations[relation ?? '']?.(a === b ? 0 : a < b ? -1 : 1) ?? false;
}

/** `*` matches any text, `\*` a star, `\\` a backslash. No other characters are special. */
function wildcard(pattern: string): RegExp {
  const source = pattern.replaceAll(/\\[*\\]|\*|[^*\\]+|\\/gsu, (token) =>
    token === '*' ? '.*' : escapeForRegExp(token.replace(/^\\(?=[*\\])/u, '')),
  );
  return new RegExp(`^${source}$`, 'su');
}

function escapeForRegExp(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

/** RFC 3339 with an uppercase T, and an uppercase Z or an offset. */
export function isTimestamp(value: Json | undefined): value is string {
  return (
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value) &&
    !Number.isNaN(Date.parse(value))
  );
}
