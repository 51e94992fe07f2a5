import type { Actor } from '../contracts/audit.ts';
import type { Permission, TenantRole } from '../contracts/permissions.ts';
import type { Rights } from '../core/access/rights.ts';

/** A bearer of a tenant: an API key or an import session. It is always limited to its tenant. */
export interface Bearer extends Rights {
  readonly kind: 'api-key' | 'session';
  /** For the log: of the key or the session. It is not secret. */
  readonly id: string;
  readonly tenant: string;
  readonly role: TenantRole;
  /** Of a session: what its creator may do. The keys that the session creates outlive it, and cannot do more than this. */
  readonly creator?: Rights | undefined;
  /** Of a session: the person's id in the company's own system. */
  readonly person?: string | undefined;
  /** Of a session: the only origin of pages that may use it, as browsers send it. */
  readonly origin?: string | undefined;
}

/** Who runs the stage, known by another issuer's token. An operator belongs to no tenant and sees no data of tenants. */
export interface Operator {
  readonly kind: 'operator';
  /** The subject of the token: of the person at the issuer, for the log. */
  readonly id: string;
  /** The subject is unique at its issuer only. */
  readonly issuer: string;
  readonly role: 'operator';
  readonly permissions: readonly Permission[];
}

export type Caller = Bearer | Operator;

/** Which callers an operation is for. */
export interface CallerOf {
  readonly tenant: Bearer;
  readonly operator: Operator;
  readonly any: Caller;
}

/** The caller as stored items name it. */
export function actorOf(caller: Caller): Actor {
  const { kind, id } = caller;
  if (isOperator(caller)) return { kind, id, issuer: caller.issuer };
  return { kind, id, ...(caller.person !== undefined && { person: caller.person }) };
}

/** Verifies tokens of other issuers. @returns undefined if the token is not valid */
export type VerifyOperator = (token: string) => Promise<Operator | undefined>;

export function isAllowed({ permissions }: Pick<Caller, 'permissions'>, permission: Permission): boolean {
  return permissions.includes(permission);
}

export function isOperator(caller: Caller): caller is Operator {
  return caller.kind === 'operator';
}
