import type { FunctionUrlResult } from '../../contracts/function-url-event.ts';
import type { ApiAnswer, ApiError } from '../../contracts/group-members-api.ts';

/** What an endpoint returns, before it gets the shape of all answers. */
export interface Reply {
  readonly status: number;
  readonly message: string;
  readonly errors?: readonly ApiError[];
  readonly object?: ApiAnswer['object'];
  readonly headers?: Readonly<Record<string, string>>;
}

/** The most errors in one answer: many errors are mostly the same error. */
export const MAX_ERRORS = 100;
const MAX_SHOWN = 200;

/** The request is wrong. */
export function refusal(status: number, errors: readonly ApiError[], headers?: Reply['headers']): Reply {
  const message = errors.length === 1 ? (errors[0] as ApiError).message : 'The request is wrong.';
  return { status, message, errors: errors.slice(0, MAX_ERRORS), ...(headers && { headers }) };
}

export function errorAt(key: string, value: unknown, message: string): ApiError {
  return { key, value: shown(value), message };
}

/** The wording of the network's own documents. */
export const SYSTEM_ERROR: Reply = refusal(500, [errorAt('', '', 'System error occured')]);

export function toResult(
  { status, message, errors = [], object = {}, headers }: Reply,
  now: Date,
): FunctionUrlResult {
  const timestamp = now.toISOString().replace(/\.\d+Z$/, 'Z');
  const answer: ApiAnswer = {
    success: status < 400 && errors.length === 0,
    message,
    timestamp,
    errors,
    object,
  };
  return {
    statusCode: status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...headers },
    body: JSON.stringify(answer),
  };
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length <= MAX_SHOWN ? text : `${text.slice(0, MAX_SHOWN).toWellFormed()}…`;
}
