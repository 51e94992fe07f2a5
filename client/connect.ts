import createFetchClient, { type Client } from 'openapi-fetch';
import { ApiProblem, MissingOperation, notUnderstood, readProblem, Unreachable } from './errors.ts';
import type { paths } from './schema.ts';

export interface ConnectionOptions {
  /** The address of the API, with `/v1`: the stack's output `ApiUrl`. */
  readonly api: string;
  /** An API key or the token of an import session. A function is called for each request, so that a page can renew its session. */
  readonly bearer: string | (() => string | Promise<string>);
  readonly fetch?: (request: Request) => Promise<Response>;
  /** Called before each wait that the API asked for, with seconds. */
  readonly onWait?: (seconds: number) => void;
  /** @throws the signal's reason when it is aborted */
  readonly sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
}

export interface Connection {
  /** Typed requests: `http.GET('/v1/imports', { params: { query } })`. Wrap them in `answer`. */
  readonly http: Client<paths>;
  /** The API's address without `/v1`. */
  readonly origin: string;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** An answer must begin within this time. */
const ANSWER_WITHIN_MS = 30_000;
const DEFAULT_RETRY_SECONDS = 1;
const MOST_RETRY_SECONDS = 60;
/** Of one request. Waiting longer than some minutes would look like a client that hangs. */
const MOST_WAITS = 10;
/** Of a request that may be sent again, when its answer was lost. Between two attempts, the pause doubles. */
const MOST_ATTEMPTS = 4;
const FIRST_PAUSE_MS = 500;

export function connect(options: ConnectionOptions): Connection {
  const { api, bearer, fetch: send = (request) => fetch(request), onWait, sleep = pause } = options;
  const origin = api.replace(/\/+$/, '').replace(/\/v1$/, '');
  const http = createFetchClient<paths>({
    baseUrl: origin,
    fetch: (request) => patientFetch(request, { send, sleep, onWait }),
  });
  http.use({
    async onRequest({ request, schemaPath }) {
      const token = typeof bearer === 'string' ? bearer : await bearer();
      request.headers.set('authorization', `Bearer ${token}`);
      if (request.method === 'POST' && CREATIONS.has(schemaPath) && !request.headers.has(IDEMPOTENCY_KEY))
        request.headers.set(IDEMPOTENCY_KEY, crypto.randomUUID());
      return request;
    },
    async onResponse({ request, response, schemaPath }) {
      await check(response, request, { schemaPath, origin, send });
    },
  });
  return { http, origin, sleep };
}

/** The body of an answer that is not an error: errors are thrown when they arrive. */
export async function answer<T>(request: Promise<{ readonly data?: T }>): Promise<T> {
  const { data } = await request;
  return data as T;
}

const IDEMPOTENCY_KEY = 'idempotency-key';

/** POST creates something there, once for each Idempotency-Key. A test compares them with the document. */
export const CREATIONS: ReadonlySet<string> = new Set([
  '/v1/imports',
  '/v1/sessions',
  '/v1/api-keys',
  '/v1/tenants',
  '/v1/webhooks',
] satisfies (keyof paths)[]);

type Send = (request: Request) => Promise<Response>;

interface Patience {
  readonly send: Send;
  readonly sleep: Connection['sleep'];
  readonly onWait?: ConnectionOptions['onWait'];
}

/**
 * Obeys Retry-After: a request that was refused for its rate has had no effect, so that any method is repeated. Reads and
 * creations are also repeated when their answer is lost: the Idempotency-Key makes sure that nothing is created twice.
 */
async function patientFetch(request: Request, patience: Patience): Promise<Response> {
  for (let waits = 0; ; waits += 1) {
    const response = await sendAgain(request, patience);
    const isAsked =
      response.status === 429 || (response.status === 409 && response.headers.has('retry-after'));
    if (!(isAsked || (response.status === 503 && isRepeatable(request))) || waits === MOST_WAITS)
      return response;
    const seconds = retrySeconds(response.headers.get('retry-after'));
    if (response.status !== 409) patience.onWait?.(seconds);
    await patience.sleep(seconds * 1000, request.signal);
  }
}

/** Until there is an answer that is no failure of a server. */
async function sendAgain(request: Request, { send, sleep }: Patience): Promise<Response> {
  const attempts = isRepeatable(request) ? MOST_ATTEMPTS : 1;
  for (let attempt = 1; ; attempt += 1) {
    const isLast = attempt === attempts;
    try {
      const response = await sendOnce(request.clone(), send);
      if (isLast || !FAILURES.has(response.status)) return response;
    } catch (error) {
      if (isLast || !(error instanceof Unreachable && error.mayHaveArrived)) throw error;
    }
    await sleep(FIRST_PAUSE_MS * 2 ** (attempt - 1), request.signal);
  }
}

/** Of a function that failed, and of what is in front of it. */
const FAILURES: ReadonlySet<number> = new Set([500, 502, 504]);

function isRepeatable({ method, headers }: Request): boolean {
  return method === 'GET' || headers.has(IDEMPOTENCY_KEY);
}

async function sendOnce(request: Request, send: Send): Promise<Response> {
  try {
    const signal = AbortSignal.any([request.signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]);
    return await send(new Request(request, { signal }));
  } catch (error) {
    if (request.signal.aborted) throw request.signal.reason;
    throw new Unreachable(new URL(request.url).origin, error);
  }
}

/** Seconds, or a date. */
function retrySeconds(header: string | null): number {
  const seconds = Number(header ?? DEFAULT_RETRY_SECONDS);
  const asked = Number.isNaN(seconds) ? (Date.parse(header ?? '') - Date.now()) / 1000 : seconds;
  const isUsable = Number.isFinite(asked) && asked > 0;
  return isUsable ? Math.min(asked, MOST_RETRY_SECONDS) : DEFAULT_RETRY_SECONDS;
}

interface CheckContext {
  readonly schemaPath: string;
  readonly origin: string;
  readonly send: Send;
}

/** @throws ApiProblem, MissingOperation, NotRollcall, Unavailable */
async function check(response: Response, { method }: Request, context: CheckContext): Promise<void> {
  // The redirect to a file was followed: S3 answers.
  if (response.redirected) return;
  const { status } = response;
  const mediaType = response.headers.get('content-type');
  const isJson = /^application\/(problem\+)?json\s*(;|$)/i.test(mediaType ?? '');
  if (status === 204 || status === 304 || (response.ok && isJson)) return;
  const problem =
    isJson &&
    readProblem(
      await response
        .clone()
        .json()
        .catch(() => undefined),
    );
  if (!problem) throw notUnderstood(context.origin, response);
  if (status === 404 || status === 405) await checkOperation(method, context);
  throw new ApiProblem(problem);
}

/** An operation that the API does not have and a resource that does not exist have the same status: the document tells them apart. */
async function checkOperation(method: string, { schemaPath, origin, send }: CheckContext): Promise<void> {
  const response = await sendOnce(new Request(`${origin}/v1/openapi.json`), send);
  const document = (await response.json().catch(() => undefined)) as ApiDocument | undefined;
  if (document?.paths?.[schemaPath]?.[method.toLowerCase()] !== undefined) return;
  throw new MissingOperation(`${method} ${schemaPath}`, document?.info?.version ?? 'an unknown version');
}

interface ApiDocument {
  readonly info?: { readonly version?: string };
  readonly paths?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
}
