import { isObject, type Json } from '../language/json.ts';
import {
  anything,
  type Check,
  checkFields,
  type FieldCheck,
  name,
  number,
  oneOf,
  resultPath,
  text,
  wholeNumber,
} from './field-check.ts';

const statesErrors = new Set([
  'States.ALL',
  'States.BranchFailed',
  'States.DataLimitExceeded',
  'States.ExceedToleratedFailureThreshold',
  'States.HeartbeatTimeout',
  'States.IntrinsicFailure',
  'States.ItemReaderFailed',
  'States.NoChoiceMatched',
  'States.ParameterPathFailure',
  'States.Permissions',
  'States.ResultPathMatchFailure',
  'States.ResultWriterFailed',
  'States.TaskFailed',
  'States.Timeout',
]);

const retrierFields: Readonly<Record<string, FieldCheck>> = {
  ErrorEquals: anything,
  IntervalSeconds: wholeNumber(1, 99_999_999),
  MaxAttempts: wholeNumber(0, 99_999_999),
  BackoffRate: number(1, Number.MAX_VALUE),
  MaxDelaySeconds: wholeNumber(1, 31_622_400),
  JitterStrategy: oneOf('FULL', 'NONE'),
  Comment: text,
};

const catcherFields: Readonly<Record<string, FieldCheck>> = {
  ErrorEquals: anything,
  Next: name,
  ResultPath: resultPath,
  Comment: text,
};

/** Checks the Retry field of a state of this type. */
export function retry(type: string): FieldCheck {
  return (value, check) => checkHandlers(value, check, type, retrierFields, checkDelays);
}

/** Checks the Catch field of a state of this type. `checkBlock` checks its Next. */
export function catchers(type: string): FieldCheck {
  return (value, check) =>
    checkHandlers(value, check, type, catcherFields, (catcher, problem) => {
      if (catcher.Next === undefined) problem('is missing', '.Next');
    });
}

function checkHandlers(
  value: Json,
  check: Check,
  type: string,
  fields: Readonly<Record<string, FieldCheck>>,
  more: (handler: Readonly<Record<string, Json>>, problem: Check['problem']) => void,
): void {
  if (!Array.isArray(value)) {
    check.problem('must be an array');
    return;
  }
  value.forEach((handler, i) => {
    const problem: Check['problem'] = (message, inner = '') => check.problem(message, `[${i}]${inner}`);
    if (!isObject(handler)) {
      problem('must be an object');
      return;
    }
    checkFields(handler, fields, {
      ...check,
      problem: (message, inner = '') => problem(message, `.${inner}`),
    });
    checkErrorEquals(handler.ErrorEquals ?? null, type, i === value.length - 1, (message) =>
      problem(message, '.ErrorEquals'),
    );
    more(handler, problem);
  });
}

function checkErrorEquals(value: Json, type: string, last: boolean, problem: (text: string) => void): void {
  if (!Array.isArray(value) || value.length === 0) {
    problem('must be a non-empty array of error names');
    return;
  }
  for (const error of value) {
    const found = problemOfErrorName(error, type);
    if (found !== undefined) problem(found);
  }
  if (value.includes('States.ALL') && (value.length > 1 || !last)) {
    problem('States.ALL must be the only name, in the last entry');
  }
}

function problemOfErrorName(error: Json, type: string): string | undefined {
  if (typeof error !== 'string') return 'must be a non-empty array of error names';
  if (error === 'States.Runtime') return 'States.Runtime cannot be retried or caught';
  if (error.startsWith('States.') && !statesErrors.has(error)) return `'${error}' is not an error name`;
  if (error === 'States.TaskFailed' && type !== 'Task')
    return `'States.TaskFailed' is for Task states only: use States.ALL`;
  return undefined;
}

function checkDelays(retrier: Readonly<Record<string, Json>>, problem: Check['problem']): void {
  const { IntervalSeconds = 1, MaxDelaySeconds } = retrier;
  if (MaxDelaySeconds !== undefined && Number(MaxDelaySeconds) <= Number(IntervalSeconds)) {
    problem('must be greater than IntervalSeconds', '.MaxDelaySeconds');
  }
}
