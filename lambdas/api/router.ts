import { Hono } from 'hono';
import type * as z from 'zod';
import type { TaskRuntime } from '../runtime/create-handler.ts';
import { publicError } from '../runtime/public-error.ts';
import { actOf, isAudited } from './audit-operation.ts';
import { createAuthenticate } from './authenticate.ts';
import { type Bearer, isAllowed } from './bearer.ts';
import type { Call, Method, Operation } from './operation.ts';
import type { ApiPorts } from './ports.ts';
import { type FieldProblem, Problem } from './problem.ts';
import { createRateLimit } from './rate-limit.ts';
import { respond, respondWithJson, respondWithProblem } from './respond.ts';

/** Bytes of a request's body. Files do not go through the API. */
export const MAX_BODY_BYTES = 256 * 1024;

/** Requests of one tenant, for each instance of the function. */
export const TENANT_RATE = { perSecond: 50, burst: 200 } as const;

/** Public: it describes the API and contains no data. */
export const DOCUMENT_PATH = '/v1/openapi.json';

/** What a request brings with it besides itself. */
export interface RequestScope {
  readonly requestId: string;
  readonly logger: TaskRuntime['logger'];
}

type Env = { Bindings: RequestScope };
type Answering = (request: Request, scope: RequestScope) => Promise<Response>;

/** The HTTP API: routes each request to its operation, and answers every error as a problem. */
export function createApi(operations: readonly Operation[], ports: ApiPorts): Answering {
  const app = new Hono<Env>({ strict: false });
  const authenticate = createAuthenticate(ports);
  const rate = createRateLimit(TENANT_RATE, () => ports.now().getTime());

  for (const operation of operations) {
    app.on(operation.method, honoPath(operation.path), async ({ req, env }) => {
      const bearer = await authenticate(req.header('authorization'));
      rate.take(bearer.tenant);
      if (!isAllowed(bearer, operation.permission)) throw forbidden(operation, bearer);
      const call = await readCall(operation, { bearer, logger: env.logger }, req);
      // Each part was parsed by the schema that types it (see `operation`).
      const answer = await operation.run(call as never, ports);
      if (isAudited(operation))
        await ports.audit(actOf(operation, bearer, call.params, answer, env.requestId), env);
      env.logger.info('request answered', { ...loggedCall(operation, bearer), requestId: env.requestId });
      return respond(operation, answer, req.header('if-none-match'));
    });
  }
  app.get(DOCUMENT_PATH, ({ req }) => respondWithJson(ports.document, req.header('if-none-match')));
  for (const [path, methods] of methodsByPath(operations)) {
    app.all(honoPath(path), () => {
      throw new Problem('method-not-allowed', `Use ${methods.join(' or ')}.`, {
        headers: { allow: methods.join(', ') },
      });
    });
  }
  app.notFound(({ req, env }) =>
    respondWithProblem(new Problem('not-found', `There is no resource ${req.path}.`), env.requestId),
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

/** `{importId}` is `:importId` for Hono. The key of a user may have several segments. */
function honoPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name) => (name === 'key' ? ':key{.+}' : `:${name}`));
}

function methodsByPath(operations: readonly Operation[]): ReadonlyMap<string, readonly Method[]> {
  const methods = new Map<string, Method[]>();
  for (const { path, method } of operations) methods.set(path, [...(methods.get(path) ?? []), method]);
  return methods;
}

function forbidden({ permission }: Operation, { kind }: Bearer): Problem {
  const who = kind === 'session' ? 'An import session' : 'This API key';
  return new Problem('forbidden', `${who} does not have the permission ${permission}.`);
}

/** Ids only: no secrets, no personal data. */
function loggedCall({ id }: Operation, bearer: Bearer) {
  return { operation: id, tenant: bearer.tenant, bearer: `${bearer.kind} ${bearer.id}` };
}

type HonoRequest = {
  readonly url: string;
  param(): Record<string, string>;
  header(name: string): string | undefined;
  text(): Promise<string>;
};

type Caller = Pick<Call<never, never, never>, 'bearer' | 'logger'>;

async function readCall(operation: Operation, caller: Caller, request: HonoRequest) {
  return {
    ...caller,
    params: parsePart('path', operation.params, request.param()),
    query: parsePart('query', operation.query, Object.fromEntries(new URL(request.url).searchParams)),
    body: operation.body && parsePart('body', operation.body, await readJson(request)),
    header: (name: string) => request.header(name),
  };
}

async function readJson(request: HonoRequest): Promise<unknown> {
  const type = request.header('content-type') ?? '';
  if (!/^application\/(json|merge-patch\+json)\s*(;|$)/i.test(type))
    throw new Problem(
      'unsupported-media-type',
      'Send JSON with the header `Content-Type: application/json`.',
    );
  const text = await request.text();
  if (Buffer.byteLength(text) > MAX_BODY_BYTES)
    throw new Problem('too-large', `Send at most ${MAX_BODY_BYTES} bytes.`);
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem('invalid-request', 'The body is not valid JSON.');
  }
}

type Part = 'path' | 'query' | 'body';

function parsePart<S extends z.ZodType>(part: Part, schema: S | undefined, value: unknown) {
  if (schema === undefined) return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  // An id that cannot exist names no resource.
  if (part === 'path') throw new Problem('not-found', 'There is no such resource: its id is malformed.');
  const errors = parsed.error.issues.flatMap((issue) => fieldProblems(part, issue));
  throw new Problem(
    'invalid-request',
    errors.map(({ pointer, detail }) => `${pointer}: ${detail}`).join('; '),
    {
      errors,
    },
  );
}

function fieldProblems(part: Part, issue: z.core.$ZodIssue): FieldProblem[] {
  const path = issue.path.map(String);
  const names = issue.code === 'unrecognized_keys' ? issue.keys : undefined;
  const at = (steps: readonly string[]) => (part === 'body' ? pointerTo(steps) : steps.join('.'));
  if (names === undefined) return [{ in: part, pointer: at(path), detail: issue.message }];
  return names.map((name) => ({ in: part, pointer: at([...path, name]), detail: 'There is no such field.' }));
}

/** RFC 6901. */
function pointerTo(path: readonly string[]): string {
  return path.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
