import { createHash } from 'node:crypto';
import type { Answer, Operation } from './operation.ts';
import type { Problem } from './problem.ts';
import { PROBLEMS } from './problem.ts';

/** Every answer is for one bearer, and no cache may keep it without asking. */
const PRIVATE = { 'cache-control': 'private, no-cache' } as const;

/**
 * The answer of an operation. A GET has an ETag, and is answered with 304 if the client has this version.
 * @throws ZodError if the body is not what the operation promises
 */
export function respond(
  { method, status, result }: Operation,
  answer: Answer<unknown>,
  ifNoneMatch?: string,
) {
  const headers = new Headers({ ...PRIVATE, ...answer.headers });
  if (result === undefined) return new Response(null, { status, headers });
  const body = JSON.stringify(result.parse(answer.body));
  headers.set('content-type', 'application/json');
  return method === 'GET' ? tagged(body, headers, ifNoneMatch) : new Response(body, { status, headers });
}

/** Answers a GET that needs no bearer. */
export function respondWithJson(body: object, ifNoneMatch?: string): Response {
  const headers = new Headers({ 'cache-control': 'public, no-cache', 'content-type': 'application/json' });
  return tagged(JSON.stringify(body), headers, ifNoneMatch);
}

function tagged(body: string, headers: Headers, ifNoneMatch: string | undefined): Response {
  const etag = headers.get('etag') ?? etagOf(body);
  headers.set('etag', etag);
  if (!matches(ifNoneMatch, etag)) return new Response(body, { headers });
  headers.delete('content-type');
  return new Response(null, { status: 304, headers });
}

export function respondWithProblem(problem: Problem, requestId: string): Response {
  const headers = { ...PRIVATE, ...problem.headers, 'content-type': 'application/problem+json' };
  return new Response(JSON.stringify(problem.body(requestId)), {
    status: PROBLEMS[problem.kind].status,
    headers,
  });
}

/** Of the text, so that a body that does not change has the same tag in every instance of the function. */
function etagOf(body: string): string {
  return `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
}

function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  const tags = (ifNoneMatch ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes('*') || tags.includes(etag);
}
