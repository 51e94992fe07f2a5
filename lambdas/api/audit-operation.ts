import type { Act } from '../commands/audit.ts';
import { actorOf, type Caller, isOperator } from './bearer.ts';
import type { Answer, Operation } from './operation.ts';

/** Whether the audit trail has the operation: everything that changes something, and each download. */
export function isAudited({
  method,
  status,
  changesNothing,
}: Pick<Operation, 'method' | 'status' | 'changesNothing'>): boolean {
  return changesNothing !== true && (method !== 'GET' || status === 302);
}

/** Parameters that never say anything about a user. Values of all others are hashed. */
const PLAIN: ReadonlySet<string> = new Set([
  'importId',
  'sessionId',
  'keyId',
  'erasureId',
  'importType',
  'name',
  'tenant',
  'keyName',
  'webhookId',
  'deliveryId',
  'queue',
  'messageId',
]);

/** What a call did, for the audit trail of its tenant. @returns undefined for a call that changed nothing */
export function actOf(
  { id: operation, ...itself }: Operation,
  caller: Caller,
  params: Readonly<Record<string, unknown>> | undefined,
  { body, ...answer }: Answer<unknown>,
  requestId: string,
): Act | undefined {
  if (!isAudited(itself)) return undefined;
  const { status } = itself;
  const { tenant = answer.tenant } = isOperator(caller) ? {} : caller;
  if (tenant === undefined) throw new Error(`${operation} names no tenant for the audit trail`);
  const entries = Object.entries(params ?? {}).map(([name, value]) => [name, String(value)] as const);
  const created = status === 201 || status === 202 ? createdBy(body) : {};
  const { changed = [] } = answer;
  return {
    tenant,
    operation,
    by: actorOf(caller),
    subject: {
      ...Object.fromEntries(entries.filter(([name]) => PLAIN.has(name))),
      ...created,
      ...(changed.length > 0 && { changed: changed.join(', ') }),
    },
    // The operation has one spelling of a value that a path may spell in several ways.
    personal: { ...Object.fromEntries(entries.filter(([name]) => !PLAIN.has(name))), ...answer.personal },
    requestId,
  };
}

/** The id of what was created, if the answer names it. Ids are made by Rollcall, so they say nothing about a user. */
function createdBy(body: unknown): Record<string, string> {
  const isNamed = typeof body === 'object' && body !== null && 'id' in body && typeof body.id === 'string';
  return isNamed ? { id: body.id as string } : {};
}
