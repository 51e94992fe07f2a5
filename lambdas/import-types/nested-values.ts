/** The values of a user feed that a header file cannot declare: arrays and objects, stored as they were sent. */
import * as z from 'zod';
import { isJsonObject } from '../core/records/json-kind.ts';
import type { JsonValue } from '../core/user/user.ts';
import { showName, showValue } from '../core/wording/show-value.ts';
import { MAX_SHORT, storableNumber, text } from './field-values.ts';

/** Levels of arrays and objects in one value, the value itself included. DynamoDB stores 32 with the item and its field. */
export const MAX_DEPTH = 30;

const isArray = (value: unknown) => Array.isArray(value);

export const NESTED_VALUES = {
  array: {
    maxLength: MAX_SHORT,
    schema: z.custom<readonly JsonValue[]>((value) => isArray(value) && problemIn(value) === undefined),
    expected: `an array, at most ${MAX_DEPTH} levels deep`,
    problemOf: (raw: unknown) => (isArray(raw) ? problemIn(raw) : undefined),
  },
  object: {
    maxLength: MAX_SHORT,
    schema: z.custom<{ readonly [name: string]: JsonValue }>(
      (value) => isJsonObject(value) && problemIn(value) === undefined,
    ),
    expected: `an object, at most ${MAX_DEPTH} levels deep`,
    problemOf: (raw: unknown) => (isJsonObject(raw) ? problemIn(raw) : undefined),
  },
} as const;

/** The first part of a value that cannot be stored, and where it is; undefined if all of it can. */
function problemIn(value: unknown, path = '', depth = 1): string | undefined {
  const problem = ownProblem(value, depth);
  if (problem !== undefined) return `${problem} at ${showName(path === '' ? 'the value itself' : path)}`;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, item] of Object.entries(value)) {
    const isName = !Array.isArray(value);
    if (isName && !isStorableName(name))
      return `the name ${showValue(name)} at ${showName(`${path}.${name}`)}, which cannot be stored: rename or remove it`;
    const found = problemIn(item, isName ? `${path}.${name}` : `${path}[${name}]`, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function ownProblem(value: unknown, depth: number): string | undefined {
  if (typeof value === 'string' && !text.schema.safeParse(value).success)
    return 'text with a NUL character or half a character';
  if (typeof value === 'number' && !storableNumber.safeParse(value).success)
    return `the number ${value}, which cannot be stored without losing digits,`;
  if (typeof value === 'object' && value !== null && depth > MAX_DEPTH)
    return `level ${depth} of arrays and objects`;
  return undefined;
}

/** DynamoDB refuses empty names, and JavaScript would lose `__proto__` when the item is read. */
function isStorableName(name: string): boolean {
  return name !== '' && name !== '__proto__' && text.schema.safeParse(name).success;
}
