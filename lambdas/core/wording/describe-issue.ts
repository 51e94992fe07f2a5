import type * as z from 'zod';
import { plural } from './plural.ts';
import { showValue } from './show-value.ts';

/**
 * What is wrong with a value that does not have the shape of its schema, for schemas without a message of their own. Zod's
 * messages name JavaScript's types ("Invalid input: expected record, received undefined"). Pass it wherever the messages of a
 * schema go to people: `schema.safeParse(value, inPlainWords)`.
 */
export const inPlainWords = { error: describeIssue } as const;

type RawIssue = z.core.$ZodRawIssue;

const MAX_NAMES = 20;

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  record: 'an object',
  array: 'a list',
  tuple: 'a list',
  null: 'null',
  never: 'nothing',
  undefined: 'nothing',
};

const FORMATS: Readonly<Record<string, string>> = {
  email: 'an e-mail address',
  url: 'an absolute URL',
  guid: 'a GUID such as 11197a91-b4eb-45b2-958a-07dae6213011',
  uuid: 'a UUID such as 11197a91-b4eb-45b2-958a-07dae6213011',
  date: 'a date such as 2026-03-02',
  datetime: 'a date and time such as 2026-03-02T09:15:00Z',
};

export function describeIssue(issue: RawIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `${issue.keys.length === 1 ? 'there is no field' : 'there are no fields'} ${listed(issue.keys)}`;
    case 'invalid_union':
      return unionProblem(issue);
    default:
      return notExpected(expectedOf(issue), issue.input);
  }
}

function notExpected(expected: string, value: unknown): string {
  return `expected ${expected}, found ${foundOf(value)}`;
}

function expectedOf(issue: RawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return TYPES[issue.expected] ?? 'another value';
    case 'invalid_value':
      return oneOf(issue.values);
    case 'invalid_format':
      return formatOf(issue);
    case 'too_big':
      return sizeOf(issue.origin, Number(issue.maximum), issue.inclusive === false ? 'less than' : 'at most');
    case 'too_small':
      return sizeOf(
        issue.origin,
        Number(issue.minimum),
        issue.inclusive === false ? 'more than' : 'at least',
      );
    case 'invalid_key':
      return 'another name';
    case 'not_multiple_of':
      return `a multiple of ${issue.divisor}`;
    default:
      return 'another value';
  }
}

function formatOf({ format, prefix, pattern }: Extract<RawIssue, { code: 'invalid_format' }>): string {
  if (prefix !== undefined) return `text that begins with ${showValue(prefix)}`;
  return FORMATS[format] ?? (pattern === undefined ? 'another text' : `text that matches ${pattern}`);
}

function sizeOf(origin: string, limit: number, bound: string): string {
  if (origin === 'string')
    return limit === 1 && bound === 'at least' ? 'text' : `text of ${bound} ${plural(limit, 'character')}`;
  const entries = `${limit} ${limit === 1 ? 'entry' : 'entries'}`;
  if (origin === 'array' || origin === 'set' || origin === 'map') return `a list of ${bound} ${entries}`;
  return `a number of ${bound} ${limit}`.replace(/of (less|more) than/, '$1 than');
}

/** Nested issues have their messages already. */
function unionProblem(issue: Extract<RawIssue, { code: 'invalid_union' }>): string {
  const options: readonly z.core.util.Primitive[] = Array.isArray(issue.options) ? issue.options : [];
  if (options.length > 0) return notExpected(oneOf(options), memberOf(issue.input, issue.discriminator));
  const types = issue.errors.map(([first]) => (isOfType(first) ? TYPES[first.expected] : undefined));
  if (types.length > 0 && types.every((type) => type !== undefined))
    return notExpected([...new Set(types)].join(' or '), issue.input);
  // Of the shapes that it may have, the one that it was probably meant to have.
  const [meant] = issue.errors.find(([first]) => first !== undefined && !isOfType(first)) ?? [];
  if (meant === undefined) return notExpected('another value', issue.input);
  return meant.path.length === 0 ? meant.message : `${meant.path.map(String).join('.')}: ${meant.message}`;
}

/** The path of the issue ends with the member that says which of the shapes the object has. */
function memberOf(object: unknown, name: string | undefined): unknown {
  if (typeof object !== 'object' || object === null || name === undefined) return object;
  return Object.hasOwn(object, name) ? (object as Readonly<Record<string, unknown>>)[name] : undefined;
}

type OfType = Extract<z.core.$ZodIssue, { code: 'invalid_type' }>;

/** Whether the value as a whole has another type than this one. */
function isOfType(issue: z.core.$ZodIssue | undefined): issue is OfType {
  return issue?.code === 'invalid_type' && issue.path.length === 0;
}

function oneOf(values: readonly unknown[]): string {
  return values.length === 1 ? showValue(values[0]) : `one of ${listed(values)}`;
}

function listed(values: readonly unknown[]): string {
  const shown = values.slice(0, MAX_NAMES).map(showValue).join(', ');
  return values.length > MAX_NAMES ? `${shown} and ${values.length - MAX_NAMES} more` : shown;
}

/** The kind of what was found, and texts as they are: they may be spelled wrongly. */
function foundOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === '') return 'an empty text';
  if (typeof value !== 'number') return showValue(value);
  return Number.isFinite(value) ? `the number ${value}` : 'a number that is not finite';
}
