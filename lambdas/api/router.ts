import { Hono } from 'hono';
import type * as z from 'zod';
import type { Issuer, SignIn } from '../contracts/issuer.ts';
import { inPlainWords } from '../core/wording/describe-issue.ts';
import { showName } from '../core/wording/show-value.ts';
import type { TaskRuntime } from '../runtime/create-handler.ts';
import { publicError } from '../runtime/public-error.ts';
import { actOf } from './audit-operation.ts';
import { createAuthenticate } from './authenticate.ts';
import { type Caller, isAllowed, isOperator } from './bearer.ts';
import { createIdempotency, IDEMPOTENCY_HEADER, type KeyedRequest } from './idempotency.ts';
import type { Call, Method, Operation } from './operation.ts';
import { checkPathType, isLimitedFrom } from './own-types.ts';
import type { ApiPorts } from './ports.ts';
import { type FieldProblem, invalidFields, Problem, pointerTo } from './problem.ts';
import { respond, respondWithJson, respondWithProblem } from './respond.ts';

/** Bytes of a request's body. Files do not go through the API. */
export const MAX_BODY_BYTES = 256 * 1024;

/** Public: it describes the API and contains no data. */
export const DOCUMENT_PATH = '/v1/openapi.json';

/** Public: where operators get their tokens, for `rollcall login`. */
const SIGN_IN_PATH = '/v1/sign-in';

/** What is answered without a bearer. It is no operation of the table. */
export const PUBLIC_PATHS: readonly string[] = [DOCUMENT_PATH, SIGN_IN_PATH];

/** What a request brings with it besides itself. */
export interface RequestScope {
  readonly requestId: string;
  readonly logger: TaskRuntime['logger'];
}

type Env = { Bindings: RequestScope };
export type Answering = (request: Request, scope: RequestScope) => Promise<Response>;

/** The HTTP API: routes each request to its operation, and answers every error as a problem. */
export function createApi(operations: readonly Operation[], ports: ApiPorts): Answering {
  const app = new Hono<Env>({ strict: false });
  const authenticate = createAuthenticate(ports);
  const idempotent = createIdempotency(ports);

  for (const operation of operations) {
    app.on(operation.method, honoPath(operation.path), async ({ req, env }) => {
      const bearer = await authenticate(req.header('authorization'));
      checkOrigin(bearer, req.header('origin'));
      checkCaller(operation, bearer);
      const call = await readCall(operation, { bearer, logger: env.logger }, req);
      checkPathType(operation.path, bearer, call.params);
      const answer = await idempotent(keyedRequest(operation, call, req), async (creation) => {
        // Each part was parsed by the schema that types it (see `operation`).
        const own = await operation.run({ ...call, creation } as never, ports);
        const act = actOf(operation, bearer, call.params, own, env.requestId);
        if (act !== undefined) await ports.audit(act, env);
        return own;
      });
      env.logger.info('request answered', { ...loggedCall(operation, bearer), requestId: env.requestId });
      return respond(operation, answer, req.header('if-none-match'));
    });
  }
  app.get(DOCUMENT_PATH, ({ req }) => respondWithJson(ports.document, req.header('if-none-match')));
  app.get(SIGN_IN_PATH, ({ req }) => respondWithJson(signInOf(ports.issuers), req.header('if-none-match')));
  for (const [path, methods] of methodsByPath(operations)) {
    app.all(honoPath(path), () => {
      throw new Problem('method-not-allowed', `This address allows ${methods.join(', ')}.`, {
        headers: { allow: methods.join(', ') },
      });
    });
  }
  app.notFound(({ req, env }) =>
    respondWithProblem(
      new Problem('not-found', `There is no resource ${showName(req.path)}.`),
      env.requestId,
    ),
  );
  app.onError((error, { env }) => {
    if (error instanceof Problem) return respondWithProblem(error, env.requestId);
    const { name, message } = publicError(error);
    env.logger.error('the request failed', { requestId: env.requestId, error: name, message });
    const detail = 'Try again later. If it happens again, report the request id.';
    return respondWithProblem(new Problem('internal-error', detail), env.requestId);
  });
  return async (request, scope) => app.fetch(request, scope);
}

function signInOf(issuers: readonly Issuer[]): SignIn {
  return {
    issuers: issuers.flatMap(({ issuer, audience, clientId, scope }) =>
      clientId === undefined ? [] : [{ issuer, audience, clientId, scope }],
    ),
  };
}

/** `{importId}` is `:importId` for Hono. The key of a user may have several segments. */
function honoPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name) => (name === 'key' ? ':key{.+}' : `:${name}`));
}

function methodsByPath(operations: readonly Operation[]): ReadonlyMap<string, readonly Method[]> {
  const methods = new Map<string, Method[]>();
  for (const { path, method } of operations) methods.set(path, [...(methods.get(path) ?? []), method]);
  return methods;
}

const NAMES = {
  session: 'This import session',
  'api-key': 'This API key',
  operator: 'This operator',
} as const;

/** @throws Problem forbidden */
function checkCaller({ callers = 'tenant', permission }: Operation, caller: Caller): void {
  if (callers === 'tenant' && isOperator(caller))
    throw new Problem(
      'forbidden',
      'Operators have no access to data of tenants. Create a session of the tenant with POST /v1/sessions, and use its token.',
    );
  if (permission !== undefined && isLimitedFrom(caller, permission))
    throw new Problem(
      'forbidden',
      `${NAMES[caller.kind]} is limited to import types, and this operation is about the whole tenant. Use a bearer that is for all import types.`,
    );
  const isMissing = permission !== undefined && !isAllowed(caller, permission);
  if ((callers === 'operator' && !isOperator(caller)) || isMissing)
    throw new Problem('forbidden', `${NAMES[caller.kind]} does not have the permission ${permission}.`);
}

/**
 * A session may be for the pages of one origin, so that a token that was taken from them is of no use to another page.
 * Browsers send no origin with a GET to the origin of the page itself.
 * @throws Problem forbidden
 */
function checkOrigin(caller: Caller, origin: string | undefined): void {
  if (isOperator(caller) || caller.origin === undefined || origin === undefined) return;
  if (origin === caller.origin) return;
  throw new Problem('forbidden', `This import session is for pages of ${caller.origin} only.`);
}

/** Ids only: no secrets, no personal data. */
function loggedCall({ id }: Operation, caller: Caller) {
  const bearer = `${caller.kind} ${caller.id}`;
  return { operation: id, ...(!isOperator(caller) && { tenant: caller.tenant }), bearer };
}

type HonoRequest = {
  readonly url: string;
  param(): Record<string, string>;
  header(name: string): string | undefined;
  text(): Promise<string>;
};

type Sender = Pick<Call<never, never, never, Caller>, 'bearer' | 'logger'>;

async function readCall(operation: Operation, caller: Sender, request: HonoRequest) {
  return {
    ...caller,
    params: parsePart('path', operation.params, request.param()),
    query: parsePart('query', operation.query, Object.fromEntries(new URL(request.url).searchParams)),
    body:
      operation.body && parsePart('body', operation.body, await readJson(request, operation.maxBodyBytes)),
    header: (name: string) => request.header(name),
  };
}

function keyedRequest(
  operation: Operation,
  { params, body }: Awaited<ReturnType<typeof readCall>>,
  request: HonoRequest,
): KeyedRequest {
  const key = request.header(IDEMPOTENCY_HEADER);
  return { operation, token: request.header('authorization') ?? '', key, content: { params, body } };
}

async function readJson(request: HonoRequest, maxBytes = MAX_BODY_BYTES): Promise<unknown> {
  const type = request.header('content-type') ?? '';
  if (!/^application\/(json|merge-patch\+json)\s*(;|$)/i.test(type))
    throw new Problem(
      'unsupported-media-type',
      'Send JSON with the header `Content-Type: application/json`.',
    );
  const text = await request.text();
  if (Buffer.byteLength(text) > maxBytes) throw new Problem('too-large', `Send at most ${maxBytes} bytes.`);
  try {
    return JSON.parse(text, refuseProto);
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem('invalid-request', 'The body is not valid JSON.');
  }
}

/** Schemas ignore this name, and a field is never ignored. @throws Problem invalid-request */
function refuseProto(key: string, value: unknown): unknown {
  if (key === '__proto__') throw new Problem('invalid-request', '__proto__: There is no such field.');
  return value;
}

type Part = 'path' | 'query' | 'body';

function parsePart<S extends z.ZodType>(part: Part, schema: S | undefined, value: unknown) {
  if (schema === undefined) return undefined;
  const parsed = schema.safeParse(value, inPlainWords);
  if (parsed.success) return parsed.data;
  // An id that cannot exist names no resource.
  if (part === 'path') throw new Problem('not-found', 'There is no such resource: its id is malformed.');
  throw invalidFields(parsed.error.issues.flatMap((issue) => fieldProblems(part, issue)));
}

function fieldProblems(part: Part, issue: z.core.$ZodIssue): FieldProblem[] {
  const path = issue.path.map(String);
  const names = issue.code === 'unrecognized_keys' ? issue.keys : undefined;
  const at = (steps: readonly string[]) => (part === 'body' ? pointerTo(steps) : steps.join('.'));
  if (names === undefined) return [{ in: part, pointer: at(path), detail: issue.message }];
  return names.map((name) => ({ in: part, pointer: at([...path, name]), detail: 'There is no such field.' }));
}
