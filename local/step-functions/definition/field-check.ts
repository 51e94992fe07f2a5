import { isTimestamp } from '../language/choice.ts';
import { isObject, type Json } from '../language/json.ts';
import { checkPath, type PathScope } from './check-paths.ts';

/** How a check reports problems of a field, and which parts of the context object a path may use there. */
export interface Check {
  readonly scope: PathScope;
  /** `inner` names a part of the field, as in `Retry[0].MaxAttempts`. */
  problem(text: string, inner?: string): void;
}

export type FieldCheck = (value: Json, check: Check) => void;

/** A field check that depends only on the value. */
function expects(what: string, holds: (value: Json) => boolean): FieldCheck {
  return (value, { problem }) => {
    if (!holds(value)) problem(`must be ${what}`);
  };
}

export const text = expects('a string', (value) => typeof value === 'string');
export const name = expects('a non-empty string', (value) => typeof value === 'string' && value !== '');
export const anything: FieldCheck = () => undefined;
export const onlyTrue = expects('true', (value) => value === true);
export const object = expects('an object', isObject);
export const timestamp = expects('a timestamp (RFC 3339)', isTimestamp);

export function wholeNumber(min: number, max: number): FieldCheck {
  return expects(
    `a whole number from ${min} to ${max}`,
    (value) => typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max,
  );
}

export function number(min: number, max: number): FieldCheck {
  return expects(
    `a number from ${min} to ${max}`,
    (value) => typeof value === 'number' && value >= min && value <= max,
  );
}

export function oneOf(...values: readonly string[]): FieldCheck {
  return expects(values.join(' or '), (value) => typeof value === 'string' && values.includes(value));
}

/** A JSONPath that may collect several values, into the data or the context object. */
export const path: FieldCheck = (value, { problem, scope }) => checkPath(value, scope, problem);

/** A path, or null. */
export const pathOrNull: FieldCheck = (value, check) => value === null || path(value, check);

/** A reference path into the state's input, or null. */
export const resultPath: FieldCheck = (value, { problem, scope }) => {
  if (value === null) return;
  checkPath(value, scope, problem, 'reference');
};

/** Checks an object's fields against a table. A field that is not in the table is reported. */
export function checkFields(
  value: Readonly<Record<string, Json>>,
  table: Readonly<Record<string, FieldCheck>>,
  check: Check,
  prefix = '',
): void {
  for (const [field, content] of Object.entries(value)) {
    const inner = `${prefix}${field}`;
    const fieldCheck = Object.hasOwn(table, field) ? table[field] : undefined;
    const problem: Check['problem'] = (message, part = '') => check.problem(message, `${inner}${part}`);
    if (fieldCheck === undefined) problem('is not a field that this machine supports here');
    else fieldCheck(content, { ...check, problem });
  }
}
