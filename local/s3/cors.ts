import type { IncomingMessage, OutgoingHttpHeaders, RequestListener, ServerResponse } from 'node:http';
import type { BucketPlan, CorsRule } from '../template/planned.ts';
import { answerRefusal } from './answer-xml.ts';

const VARY = 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method';

/**
 * Lets browsers of other origins call S3 as the rules of a bucket allow, as S3 does. Errors have the headers too: a page could
 * otherwise not read why an upload was refused. https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html, 2026-11
 */
export function createCors(
  buckets: readonly Pick<BucketPlan, 'name' | 'cors'>[],
  next: RequestListener,
): RequestListener {
  const rules = new Map(buckets.map(({ name, cors }) => [name, cors]));
  return (request, response) => {
    const { origin } = request.headers;
    const bucket = (request.url ?? '/').split('/')[1]?.split('?')[0] ?? '';
    const own = rules.get(bucket) ?? [];
    if (request.method === 'OPTIONS') return answerPreflight(own, request, response);
    const rule = origin === undefined ? undefined : ruleFor(own, origin, request.method ?? '');
    if (rule !== undefined && origin !== undefined)
      addHeaders(response, {
        ...originHeaders(rule, origin),
        ...(rule.exposedHeaders.length > 0 && {
          'access-control-expose-headers': rule.exposedHeaders.join(', '),
        }),
      });
    next(request, response);
  };
}

function answerPreflight(
  rules: readonly CorsRule[],
  { headers: sent }: IncomingMessage,
  response: ServerResponse,
): void {
  const { origin = '' } = sent;
  const method = sent['access-control-request-method'] ?? '';
  const asked = (sent['access-control-request-headers'] ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');
  const rule = ruleFor(rules, origin, method, asked);
  if (rule === undefined) {
    const message =
      rules.length === 0
        ? 'CORSResponse: CORS is not enabled for this bucket.'
        : "CORSResponse: This CORS request is not allowed. This is usually because the evaluation of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.";
    answerRefusal(response, { code: 'AccessForbidden', status: 403, message });
    return;
  }
  const headers: OutgoingHttpHeaders = {
    ...originHeaders(rule, origin),
    'access-control-allow-methods': rule.allowedMethods.join(', '),
    ...(asked.length > 0 && { 'access-control-allow-headers': asked.join(', ') }),
    ...(rule.maxAge !== undefined && { 'access-control-max-age': String(rule.maxAge) }),
  };
  response.writeHead(200, headers);
  response.end();
}

function ruleFor(
  rules: readonly CorsRule[],
  origin: string,
  method: string,
  headers: readonly string[] = [],
): CorsRule | undefined {
  return rules.find(
    ({ allowedOrigins, allowedMethods, allowedHeaders }) =>
      allowedOrigins.some((pattern) => matches(pattern, origin)) &&
      allowedMethods.includes(method) &&
      headers.every((name) => allowedHeaders.some((pattern) => matches(pattern.toLowerCase(), name))),
  );
}

/** A pattern has at most one `*`. */
function matches(pattern: string, text: string): boolean {
  const [start = '', end] = pattern.split('*', 2);
  if (end === undefined) return text === pattern;
  return text.length >= start.length + end.length && text.startsWith(start) && text.endsWith(end);
}

function originHeaders({ allowedOrigins }: CorsRule, origin: string): OutgoingHttpHeaders {
  if (allowedOrigins.includes('*')) return { 'access-control-allow-origin': '*', vary: VARY };
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    vary: VARY,
  };
}

/** Adds headers when the response is written: s3rver removes other headers from errors. */
function addHeaders(response: ServerResponse, headers: OutgoingHttpHeaders): void {
  const write = response.writeHead.bind(response) as (...parts: readonly unknown[]) => ServerResponse;
  response.writeHead = ((...parts: readonly unknown[]) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value as string);
    return write(...parts);
  }) as typeof response.writeHead;
}
