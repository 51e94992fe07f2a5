import { parseArn } from '../executions/arn.ts';
import type { JsonObject } from '../language/json.ts';
import { ApiError, validationError } from './api-error.ts';

/** @throws ApiError if the field is not a string */
export function requiredText(request: JsonObject, field: string): string {
  const value = optionalText(request, field);
  if (value === undefined || value === '') {
    throw validationError(`Value at '${field}' failed to satisfy constraint: Member must not be null`);
  }
  return value;
}

/** @throws ApiError if the field is present and not a string */
export function optionalText(request: JsonObject, field: string): string | undefined {
  const value = request[field];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  throw validationError(`Value at '${field}' must be a string`);
}

/** @throws ApiError InvalidArn if the field is not an ARN of that kind */
export function requiredArn(
  request: JsonObject,
  field: string,
  kind: 'execution' | 'mapRun' | 'stateMachine',
): string {
  const arn = requiredText(request, field);
  const parsed = parseArn(arn);
  if (parsed?.kind === kind && (kind === 'stateMachine') === (parsed.name === undefined)) return arn;
  throw new ApiError('InvalidArn', `Invalid Arn: '${arn}'`);
}

/** maxResults: 1 to 1,000; 0 and absent mean the default of 100. */
function pageSize(request: JsonObject): number {
  const size = request.maxResults ?? 0;
  if (typeof size === 'number' && Number.isInteger(size) && size >= 0 && size <= 1_000) return size || 100;
  throw validationError("Value at 'maxResults' failed to satisfy constraint: between 0 and 1000");
}

/**
 * One page of a list. The token names the last item of the previous page, so that items which are added in the
 * meantime do not change the position.
 */
export function pageOf<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  request: JsonObject,
): { page: readonly T[]; next: { nextToken?: string } } {
  const size = pageSize(request);
  const token = optionalText(request, 'nextToken');
  const after = token === undefined ? undefined : Buffer.from(token, 'base64').toString();
  const start = after === undefined ? 0 : items.findIndex((item) => keyOf(item) === after) + 1;
  if (after !== undefined && start === 0) throw new ApiError('InvalidToken', 'Invalid token');
  const page = items.slice(start, start + size);
  const last = page.at(-1);
  if (last === undefined || start + size >= items.length) return { page, next: {} };
  return { page, next: { nextToken: Buffer.from(keyOf(last)).toString('base64') } };
}

/** The API's format of a time: seconds since the epoch. */
export function apiDate(ms: number): number {
  return ms / 1_000;
}
