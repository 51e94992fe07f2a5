import fc from 'fast-check';
import type { HttpApiEvent } from '../../../../lambdas/contracts/http-api-event.ts';
import type { DocumentedOperation } from './documented-operations.ts';
import { type JsonSchema, type Schemas, valuesOf } from './json-schema.ts';
import { oddValue, oneThingWrong } from './one-thing-wrong.ts';

/** The parts of a request that may be wrong. */
const PARTS = ['nothing', 'path', 'query', 'header', 'method', 'body', 'text', 'all'] as const;
type Part = (typeof PARTS)[number];

export interface OddRequest {
  readonly operationId: string;
  readonly wrong: Part;
  readonly event: HttpApiEvent;
}

/** Values that exist, by the name of a parameter, so that requests get beyond the first look-up. */
export type KnownValues = Readonly<Record<string, readonly string[]>>;

const oddSegment = fc.oneof(
  fc.constantFrom(
    '',
    '.',
    '..',
    '%',
    '%zz',
    '%00',
    '%ff',
    '%ED%A0%80',
    '%2f',
    '%2e%2e',
    '%1B%5B31m%E2%80%AE',
    '~',
    'x'.repeat(5000),
  ),
  fc.string({ unit: 'binary', maxLength: 12 }).map(encoded),
);
const oddQuery = fc.oneof(
  fc.constantFrom(
    '%',
    '%zz=1',
    '=',
    '&&&',
    '__proto__=1',
    'constructor=1',
    'a[]=1',
    'limit',
    '?',
    `x=${'y'.repeat(5000)}`,
    '%ED%A0%80=1',
  ),
  fc.webQueryParameters({ size: 'small' }),
);
const oddHeaders = fc.oneof(
  fc.constantFrom<Record<string, string>>(
    { 'content-type': 'text/plain' },
    { 'content-type': '' },
    { 'content-type': 'application/json; charset=utf-16' },
    { 'content-type': 'multipart/form-data; boundary=x' },
    { 'if-match': '"' },
    { 'if-match': 'W/"0"' },
    { 'if-match': '*' },
    { 'if-none-match': `${'"a",'.repeat(2000)}*` },
    { 'idempotency-key': '\u00e9' },
    { 'idempotency-key': 'x'.repeat(256) },
    { authorization: 'Bearer' },
    { authorization: 'Basic YTpi' },
    { authorization: `Bearer rk_acme_${'0'.repeat(5000)}` },
    { authorization: 'Bearer a.b.c' },
    { origin: 'null' },
    { 'x-name': 'm\u00fcller \u{1f600}' },
    { 'x-name': 'x'.repeat(10_000) },
    { 'x-name': 'a\r\nb: c\u0000' },
    { 'b\u00e4d name': 'x' },
    { 'transfer-encoding': 'chunked', 'content-length': '-1' },
  ),
  fc.dictionary(
    fc.constantFrom(
      'authorization',
      'content-type',
      'if-match',
      'if-none-match',
      'idempotency-key',
      'origin',
      'x',
    ),
    fc.string({ unit: 'binary', maxLength: 20 }),
  ),
);
const oddMethod = fc.constantFrom(
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'TRACE',
  'CONNECT',
  'get',
  'PROPFIND',
  '',
  'A B',
);

interface Text {
  readonly body: string;
  readonly isBase64Encoded: boolean;
}
const plain = (body: string): Text => ({ body, isBase64Encoded: false });
const inBase64 = (bytes: Buffer): Text => ({ body: bytes.toString('base64'), isBase64Encoded: true });

/** What the text of a body may be instead of the JSON that it should be. */
const oddText: fc.Arbitrary<(json: string) => Text | undefined> = fc.oneof(
  fc.constantFrom<(json: string) => Text | undefined>(
    () => undefined,
    () => plain(''),
    (json) => plain(`\uFEFF${json}`),
    (json) => plain(json.slice(0, -1)),
    (json) => plain(`${json},`),
    (json) => plain(`${json}\u0000`),
    (json) => plain(json.replaceAll('"', "'")),
    (json) => plain(json.replace('{', '{"__proto__":{"a":1},')),
    () => plain('NaN'),
    () => plain('"\\ud800"'),
    () => plain('1e999'),
    () => plain('['.repeat(100_000)),
    () => plain(`${'['.repeat(20_000)}${']'.repeat(20_000)}`),
    () => plain(`"${'x'.repeat(300_000)}"`),
    (json) => inBase64(Buffer.from(json)),
    (json) => inBase64(Buffer.from(json, 'utf16le')),
    () => inBase64(Buffer.from([0x7b, 0xff, 0xfe, 0x7d])),
    () => ({ body: '***', isBase64Encoded: true }),
  ),
  fc.string({ unit: 'binary' }).map((text) => () => plain(text)),
);
/** Requests of an operation by its document, with one part wrong or none. */
export function requestsOf(
  operation: DocumentedOperation,
  schemas: Schemas,
  known: KnownValues,
): fc.Arbitrary<OddRequest> {
  return fc.oneof(
    ...PARTS.map((wrong) => ({
      arbitrary: requestsWith(wrong, operation, { schemas, known }),
      // Most requests with another method have no operation at all.
      weight: wrong === 'method' || wrong === 'all' ? 1 : 3,
    })),
  );
}

interface Given {
  readonly schemas: Schemas;
  readonly known: KnownValues;
}

function requestsWith(wrong: Part, operation: DocumentedOperation, given: Given): fc.Arbitrary<OddRequest> {
  const isWrong = (part: Part) => wrong === part || wrong === 'all';
  const usualHeaders = fc.constantFrom({}, { 'if-match': '"0"' }, { 'idempotency-key': 'again' });
  return fc
    .record({
      path: parametersOf(operation, 'path', { ...given, isWrong: isWrong('path') }),
      query: parametersOf(operation, 'query', { ...given, isWrong: isWrong('query') }),
      repeats: isWrong('query') ? fc.boolean() : fc.constant(false),
      more: isWrong('query') ? oddQuery : fc.constant(''),
      method: isWrong('method') ? oddMethod : fc.constant(operation.method),
      headers: isWrong('header') ? oddHeaders : usualHeaders,
      text: bodyOf(operation, given.schemas, isWrong),
    })
    .map(({ path, query, repeats, more, method, headers, text }) => {
      const pairs = Object.entries(query).map(([name, value]) => `${name}=${value}`);
      const repeated = repeats ? pairs.map((pair) => `${pair}0`) : [];
      return {
        operationId: operation.id,
        wrong,
        event: {
          version: '2.0',
          rawPath: operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => path[name] ?? ''),
          rawQueryString: [...pairs, ...repeated, more].filter(Boolean).join('&'),
          headers: { ...(text && { 'content-type': 'application/json' }), ...headers },
          requestContext: { requestId: 'r', http: { method } },
          isBase64Encoded: false,
          ...text,
        },
      };
    });
}

function parametersOf(
  { parameters }: DocumentedOperation,
  place: 'path' | 'query',
  context: Given & { readonly isWrong: boolean },
): fc.Arbitrary<Record<string, string>> {
  const own = parameters.filter((one) => one.in === place);
  const made = own.map(({ name, schema }) => [name, parameter(name, schema, context)] as const);
  return fc.record(Object.fromEntries(made), {
    requiredKeys: place === 'path' ? own.map(({ name }) => name) : [],
  }) as fc.Arbitrary<Record<string, string>>;
}

function parameter(
  name: string,
  schema: JsonSchema,
  { schemas, known, isWrong }: Given & { readonly isWrong: boolean },
): fc.Arbitrary<string> {
  if (isWrong)
    return fc.oneof(
      oddSegment,
      oddValue.map((value) => encoded(JSON.stringify(value))),
    );
  const exists = known[name];
  const made = valuesOf(schema, schemas).map((value) => encoded(String(value)));
  return exists === undefined
    ? made
    : fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...exists) }, { weight: 1, arbitrary: made });
}

function bodyOf(
  { body }: DocumentedOperation,
  schemas: Schemas,
  isWrong: (part: Part) => boolean,
): fc.Arbitrary<Text | undefined> {
  if (body === undefined)
    return isWrong('text') ? oddText.map((text) => text('{"a":1}')) : fc.constant(undefined);
  const right = fc.oneof(fc.constant(body.example ?? {}), valuesOf(body.schema, schemas));
  const json = (isWrong('body') ? oneThingWrong(right) : right).map(
    (value) => JSON.stringify(value) ?? 'null',
  );
  return isWrong('text') ? fc.tuple(json, oddText).map(([right, text]) => text(right)) : json.map(plain);
}

/** Lone surrogates have no encoding: their bytes in the UTF-8 of careless programs are sent. */
function encoded(text: string): string {
  return text.isWellFormed() ? encodeURIComponent(text) : '%ED%A0%80';
}
