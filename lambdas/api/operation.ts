import type * as z from 'zod';
import type { Permission } from '../contracts/permissions.ts';
import type { Bearer, CallerOf } from './bearer.ts';
import type { ApiPorts, CommandRuntime } from './ports.ts';
import type { ProblemName } from './problem.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** The parsed parts of a request. A part without a schema is undefined. */
export interface Call<Params, Query, Body, Who = Bearer> extends CommandRuntime {
  readonly bearer: Who;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** By name in lower case. */
  readonly header: (name: string) => string | undefined;
  /** Of what ids of new resources are made: a creation that is repeated with its Idempotency-Key makes the same ids. */
  readonly creation: Creation;
}

export interface Creation {
  readonly at: Date;
  /** 16 random bytes. Not secret: it is stored. */
  readonly seed: Buffer;
}

export interface Answer<Body> {
  readonly body: Body;
  readonly headers?: Readonly<Record<string, string>>;
  /** Of an operation for operators: the tenant that it was about, for the audit trail. */
  readonly tenant?: string;
  /** Names of what a change has changed, for the audit trail: never values that are secret or about a user. */
  readonly changed?: readonly string[];
  /** Values of the answer that may identify a user, for the audit trail, which has them as hashes. */
  readonly personal?: Readonly<Record<string, string>>;
}

interface Definition<
  Params extends z.ZodObject | undefined,
  Query extends z.ZodObject | undefined,
  Body extends z.ZodType | undefined,
  Result extends z.ZodType | undefined,
  Who extends keyof CallerOf,
> {
  /** The operation's id in the OpenAPI document and in clients. */
  readonly id: string;
  readonly method: Method;
  /** Below the host, with parameters in braces: `/v1/imports/{importId}`. */
  readonly path: string;
  readonly tag: string;
  /** One sentence: what it does. */
  readonly summary: string;
  readonly description?: string;
  /** Whom the operation is for: bearers of a tenant, unless it says otherwise. */
  readonly callers?: Who;
  /** What the bearer must be allowed to do. Absent: every bearer may call it. */
  readonly permission?: Permission;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  /** Bytes of the body, if more than usual (MAX_BODY_BYTES). */
  readonly maxBodyBytes?: number;
  /** A POST that only asks: it is not in the audit trail. */
  readonly changesNothing?: true;
  readonly status: 200 | 201 | 202 | 204 | 302;
  /** The body of the answer; absent for 204 and 302. */
  readonly result?: Result;
  /** Besides those that each operation may answer with (ALWAYS_POSSIBLE). */
  readonly problems?: readonly ProblemName[];
  readonly run: (
    call: Call<Parsed<Params>, Parsed<Query>, Parsed<Body>, CallerOf[Who]>,
    ports: ApiPorts,
  ) => Promise<Answer<Result extends z.ZodType ? z.input<Result> : undefined>>;
}

type Parsed<S extends z.ZodType | undefined> = S extends z.ZodType ? z.output<S> : undefined;

/**
 * One operation of the API. From the table of operations come the routes, the OpenAPI document, the reference page, and
 * the test that calls each operation with each bearer.
 */
export type Operation = Omit<
  Definition<
    z.ZodObject | undefined,
    z.ZodObject | undefined,
    z.ZodType | undefined,
    z.ZodType | undefined,
    keyof CallerOf
  >,
  'run'
> & {
  readonly run: (call: Call<never, never, never, never>, ports: ApiPorts) => Promise<Answer<unknown>>;
};

/** Types `run` by the schemas of the same operation. */
export function operation<
  Params extends z.ZodObject | undefined = undefined,
  Query extends z.ZodObject | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
  Result extends z.ZodType | undefined = undefined,
  Who extends keyof CallerOf = 'tenant',
>(definition: Definition<Params, Query, Body, Result, Who>): Operation {
  return definition;
}

/** Problems that each operation may answer with. */
export const ALWAYS_POSSIBLE: readonly ProblemName[] = [
  'unauthenticated',
  'forbidden',
  'tenant-inactive',
  'too-many-requests',
  'internal-error',
  'issuer-unavailable',
];
