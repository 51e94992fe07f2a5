import type { components } from './schema.ts';

export type ProblemBody = components['schemas']['Problem'];

const PROBLEM_TYPE = 'urn:rollcall:problem:';

/** The API refused a request: a problem of RFC 9457. `message` is its `detail`, which says what to do. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  /** The last part of the problem's `type`, such as `not-found`. */
  readonly kind: string;
  readonly status: number;
  readonly body: ProblemBody;

  constructor(body: ProblemBody) {
    super(body.detail);
    this.kind = body.type.slice(PROBLEM_TYPE.length);
    this.status = body.status;
    this.body = body;
  }
}

/** The API does not have this operation: it is of an older version, or of a newer one that has removed it. */
export class MissingOperation extends Error {
  override readonly name = 'MissingOperation';
  readonly operation: string;
  readonly serverVersion: string;

  constructor(operation: string, serverVersion: string) {
    super(`The API of Rollcall ${serverVersion} does not have the operation ${operation}.`);
    this.operation = operation;
    this.serverVersion = serverVersion;
  }
}

/** No answer: the host is unknown, nothing listens there, the connection broke, TLS failed, or it took too long. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
  readonly url: string;
  /** The error code of the platform, such as ECONNREFUSED; undefined in browsers. */
  readonly code: string | undefined;

  constructor(url: string, cause: unknown) {
    super(`There was no answer from ${url}: ${describe(cause)}.`, { cause });
    this.url = url;
    this.code = codeOf(cause);
  }

  /** False if the host was not reached at all: it is unknown, nothing listens there, or TLS failed. */
  get mayHaveArrived(): boolean {
    return this.code === undefined || BROKEN_CONNECTION.has(this.code);
  }
}

/** Codes of Node.js for a connection that was established. Browsers give no code. */
const BROKEN_CONNECTION: ReadonlySet<string> = new Set([
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'UND_ERR_SOCKET',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
]);

/** Something answered that is not the API of Rollcall, such as a web page or another service. */
export class NotRollcall extends Error {
  override readonly name = 'NotRollcall';
  readonly url: string;

  constructor(url: string, status: number, mediaType: string | null) {
    super(`${url} is not the API of Rollcall: it answered ${status} with ${mediaType ?? 'no media type'}.`);
    this.url = url;
  }
}

/**
 * The API was not reached: what is in front of it answered with an error of its own, as API Gateway and CloudFront do while
 * they are too busy, or the API fails. The same request may be answered later.
 */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
  readonly status: number;

  constructor(url: string, status: number) {
    super(`${url} is not available now: it answered ${status}.`);
    this.status = status;
  }
}

const MANY_REQUESTS = 429;

/** What an answer without a problem of Rollcall means. */
export function notUnderstood(url: string, { status, headers }: Response): Unavailable | NotRollcall {
  const isUnavailable = status >= 500 || status === MANY_REQUESTS;
  return isUnavailable
    ? new Unavailable(url, status)
    : new NotRollcall(url, status, headers.get('content-type'));
}

/** S3 refused the upload, or a download. */
export class TransferRefused extends Error {
  override readonly name = 'TransferRefused';
  readonly status: number;
  /** S3's error code, such as `EntityTooLarge`. */
  readonly code: string | undefined;

  constructor(what: string, status: number, body: string) {
    const [, code] = /<Code>([^<]*)<\/Code>/.exec(body) ?? [];
    const [, message] = /<Message>([^<]*)<\/Message>/.exec(body) ?? [];
    super(`${what} was refused: ${message ?? `status ${status}`}${code === undefined ? '' : ` (${code})`}.`);
    this.status = status;
    this.code = code;
  }
}

/** @returns undefined for a body that is no problem of Rollcall */
export function readProblem(body: unknown): ProblemBody | undefined {
  const { type, status, detail } = (body ?? {}) as Partial<ProblemBody>;
  const isProblem = type?.startsWith?.(PROBLEM_TYPE) && typeof status === 'number';
  return isProblem && typeof detail === 'string' ? (body as ProblemBody) : undefined;
}

/** `fetch` hides the reason in causes, one inside the other. */
function codeOf(error: unknown): string | undefined {
  for (let one = error; one instanceof Error; one = one.cause) {
    const { code, errors } = one as Error & { readonly code?: unknown; readonly errors?: readonly unknown[] };
    if (typeof code === 'string') return code;
    if (errors !== undefined) return codeOf(errors[0]);
    if (one.name === 'TimeoutError') return 'ETIMEDOUT';
  }
  return undefined;
}

function describe(error: unknown): string {
  let message = String(error);
  for (let one = error; one instanceof Error; one = one.cause) if (one.message !== '') message = one.message;
  return codeOf(error) ?? message;
}
