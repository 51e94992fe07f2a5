import type { z } from 'zod';
import type { FunctionUrlEvent } from '../../contracts/function-url-event.ts';
import type { ApiError } from '../../contracts/group-members-api.ts';
import { type JsonReading, readJson } from '../../core/records/json-text/read-json.ts';
import { inPlainWords } from '../../core/wording/describe-issue.ts';
import { errorAt, MAX_ERRORS, type Reply, refusal } from './reply.ts';

type Read<T> = { readonly ok: true; readonly body: T } | { readonly ok: false; readonly reply: Reply };

const JSON_TYPE = /^application\/json\s*(;|$)/i;

/** The body of a request, as JSON of this shape. */
export function readBody<S extends z.ZodType>(event: FunctionUrlEvent, schema: S): Read<z.output<S>> {
  const type = event.headers['content-type'] ?? 'application/json';
  if (!JSON_TYPE.test(type)) return wrong(415, [errorAt('content-type', type, 'expected application/json')]);
  const text = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8').toString('utf8');
  const json = parsed(text);
  if (json === undefined) return wrong(400, [errorAt('', '', 'the body must be JSON')]);
  const lost = lostInParsing(json);
  if (lost.length > 0) return wrong(400, lost);
  const { value } = json;
  const read = schema.safeParse(value, inPlainWords);
  if (!read.success) return wrong(400, problemsOf(read.error.issues, value));
  return { ok: true, body: read.data };
}

/** The `errors` of the answer: each with its path in the body, and the value found there. */
export function problemsOf(
  problems: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
  body: unknown,
): readonly ApiError[] {
  return problems
    .slice(0, MAX_ERRORS)
    .map(({ path, message }) => errorAt(keyOf(path), valueAt(body, path), message));
}

function wrong(status: number, errors: readonly ApiError[]): Read<never> {
  return { ok: false, reply: refusal(status, errors) };
}

function parsed(text: string): JsonReading | undefined {
  try {
    return readJson(text);
  } catch {
    return undefined;
  }
}

/** What was sent and JSON.parse does not return: a key's first value, and the digits of long numbers. */
function lostInParsing({ repeated, numbers }: JsonReading): readonly ApiError[] {
  if (repeated !== undefined)
    return [errorAt(placeOf(repeated), '', 'the key occurs twice in one object; remove one of the two')];
  return [...(numbers ?? [])]
    .filter(([, { reads }]) => reads !== undefined)
    .slice(0, MAX_ERRORS)
    .map(([path, { text }]) =>
      errorAt(
        placeOf(path),
        text,
        'the number cannot be stored with all its digits; send it as text in quotes, or with fewer digits',
      ),
    );
}

/** `records.0.fields` as `records[0].fields`. */
function placeOf(path: string): string {
  return keyOf(path.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part)));
}

function keyOf(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}

function valueAt(body: unknown, path: readonly PropertyKey[]): unknown {
  let value = body;
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Readonly<Record<PropertyKey, unknown>>)[part];
  }
  return value;
}
