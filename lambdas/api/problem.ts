import * as z from 'zod';
import { showName } from '../core/wording/show-value.ts';

/**
 * The kinds of problems that the API answers with, by the last part of their `type`. The names are a part of the API:
 * clients decide by them. RFC 9457.
 */
export const PROBLEMS = {
  'invalid-request': { status: 400, title: 'The request is not valid.' },
  unauthenticated: { status: 401, title: 'The request has no valid bearer token.' },
  forbidden: { status: 403, title: 'The bearer may not do this.' },
  'tenant-inactive': { status: 403, title: 'The tenant is suspended or not registered.' },
  'not-found': { status: 404, title: 'There is no such resource.' },
  'method-not-allowed': { status: 405, title: 'The resource does not support this method.' },
  conflict: { status: 409, title: 'The state of the resource does not allow this.' },
  'import-damaged': { status: 409, title: 'The stored import cannot be read.' },
  'upload-incomplete': { status: 409, title: 'Parts of the file have not arrived.' },
  'precondition-failed': { status: 412, title: 'The resource has changed since you read it.' },
  'idempotency-key-in-use': {
    status: 409,
    title: 'A request with this Idempotency-Key has not been answered yet.',
  },
  'idempotency-key-reused': { status: 422, title: 'The Idempotency-Key belongs to another request.' },
  'too-large': { status: 413, title: 'The request is too large.' },
  'unsupported-media-type': { status: 415, title: 'The body of the request is not JSON.' },
  'user-refused': { status: 422, title: 'The user is not valid.' },
  'precondition-required': { status: 428, title: 'The request needs the header If-Match.' },
  'too-many-requests': { status: 429, title: 'There were too many requests.' },
  'internal-error': { status: 500, title: 'The request failed because of an internal error.' },
  'issuer-unavailable': { status: 503, title: 'The issuer of the token does not answer.' },
} as const;
export type ProblemName = keyof typeof PROBLEMS;

const TYPE_PREFIX = 'urn:rollcall:problem:';

/** The `type` of a kind of problem. It is an identifier and no address. */
export function problemType(name: ProblemName): string {
  return `${TYPE_PREFIX}${name}`;
}

export const ProblemSchema = z
  .object({
    type: z.string().meta({ example: problemType('not-found') }),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: 'What is wrong with this request, and what to do.' }),
    code: z
      .string()
      .optional()
      .meta({ description: 'Of a refused command: the reason, such as `NotWaiting` or `AlreadyEnded`.' }),
    /** For support: the log lines of the request have this id. */
    requestId: z.string(),
    errors: z
      .array(
        z.object({
          /** `body`, `query`, `path` or `header`. */
          in: z.string(),
          /** A JSON pointer into the body, or the name of the parameter. */
          pointer: z.string(),
          detail: z.string(),
          /** Of a user: as in errors.csv. */
          code: z.string().optional(),
        }),
      )
      .optional(),
  })
  .meta({ id: 'Problem' });
export type ProblemBody = z.output<typeof ProblemSchema>;
export type FieldProblem = NonNullable<ProblemBody['errors']>[number];

interface ProblemDetails {
  readonly errors?: readonly FieldProblem[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly code?: string;
}

/** Thrown by an operation to answer with a problem. */
export class Problem extends Error {
  readonly kind: ProblemName;
  readonly errors: readonly FieldProblem[] | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly code: string | undefined;

  constructor(kind: ProblemName, detail: string, { errors, headers = {}, code }: ProblemDetails = {}) {
    super(detail);
    this.name = 'Problem';
    this.kind = kind;
    this.errors = errors;
    this.headers = headers;
    this.code = code;
  }

  body(requestId: string): ProblemBody {
    const { status, title } = PROBLEMS[this.kind];
    return {
      type: problemType(this.kind),
      title,
      status,
      detail: this.message,
      ...(this.code !== undefined && { code: this.code }),
      requestId,
      ...(this.errors && { errors: [...this.errors] }),
    };
  }
}

/** A JSON pointer, RFC 6901. */
export function pointerTo(path: readonly string[]): string {
  return path.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** What is wrong with these parts of a request. Names that were sent are shortened in `detail`. */
export function invalidFields(errors: readonly FieldProblem[]): Problem {
  const details = errors.map(
    (error) => `${error.pointer === '' ? error.in : showName(error.pointer)}: ${error.detail}`,
  );
  return new Problem('invalid-request', details.join('; '), { errors });
}
