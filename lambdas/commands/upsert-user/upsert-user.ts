import type { ClaimStore } from '../../adapters/dynamo-claim-store.ts';
import type { TenantStore } from '../../adapters/dynamo-tenant-store.ts';
import type { UserStore } from '../../adapters/dynamo-user-store.ts';
import type { Issue } from '../../contracts/issue.ts';
import type { UpsertAnswer, UpsertRequest } from '../../contracts/upsert-user.ts';
import type { ImportType } from '../../core/import-type/import-type.ts';
import { type ReadRecord, readRecord } from '../../core/import-type/read-record.ts';
import { fieldsOfJson } from '../../core/import-type/record-fields.ts';
import { unknownReference } from '../../core/import-type/unknown-reference.ts';
import { jsonKind } from '../../core/records/json-kind.ts';
import { malformedIssue } from '../../core/records/malformed-record.ts';
import type { UserChange } from '../../core/user/user.ts';
import { findDefinition } from '../../import-types/registry.ts';
import type { TaskRuntime } from '../../runtime/create-handler.ts';
import { RollcallError } from '../../runtime/errors.ts';
import { done, refused, unknownFieldWarnings } from './answer.ts';
import { applyRequest } from './apply-request.ts';

export interface UpsertUserPorts {
  readonly tenants: Pick<TenantStore, 'read'>;
  readonly users: UserStore;
  readonly claims: ClaimStore;
}

/**
 * Upserts one user, as an import of a file with this one record would: with the same rules, the same messages and the same
 * user in the table. At once, also while an import of the tenant is running.
 */
export function createUpsertUser(ports: UpsertUserPorts) {
  return async (request: UpsertRequest, { logger }: Pick<TaskRuntime, 'logger'>): Promise<UpsertAnswer> => {
    const { tenant, user, options } = request;
    const type = await typeFor(request, ports);
    const read = readUser(type, tenant, user, options);
    const warnings = [...unknownFieldWarnings(type, read.unknownFields), ...warningsOf(read)];
    if (!read.ok) return refused(read.issues.filter(isError), warnings);
    const judged = await applyRequest(read.change, { ...ports, type, tenant, mode: options.mode });
    logger.info('user upserted', { tenant, outcome: judged.outcome });
    if (judged.outcome === 'failed') return refused(judged.issues, warnings);
    const references = await unknownReferences(type, tenant, read.change, ports);
    return done(judged.outcome, judged.user, [...warnings, ...references]);
  };
}

async function typeFor(
  { tenant, importType }: UpsertRequest,
  { tenants }: UpsertUserPorts,
): Promise<ImportType> {
  const definition = findDefinition(importType);
  if (definition === undefined)
    throw new RollcallError('ContractViolation', `there is no import type ${importType}`);
  const { apiKeys: _, ...settings } = await tenants.read(tenant);
  return definition.resolve({ settings, parameters: undefined });
}

function readUser(
  type: ImportType,
  tenant: string,
  user: unknown,
  options: UpsertRequest['options'],
): ReadRecord {
  if (typeof user !== 'object' || user === null || Array.isArray(user))
    return {
      ok: false,
      issues: [malformedIssue({ reason: 'not_an_object', found: jsonKind(user) })],
      unknownFields: [],
    };
  return readRecord(type, tenant, fieldsOfJson(type, user), options);
}

function warningsOf(read: ReadRecord): readonly Issue[] {
  return read.ok ? (read.warnings ?? []) : read.issues.filter((issue) => !isError(issue));
}

function isError({ severity }: Issue): boolean {
  return severity === 'error';
}

async function unknownReferences(
  type: ImportType,
  tenant: string,
  change: UserChange,
  { users }: UpsertUserPorts,
): Promise<readonly Issue[]> {
  const references = type.references(change);
  const wanted = new Set(references.map(({ value }) => value));
  const known = wanted.size === 0 ? wanted : await users.known(tenant, wanted);
  return references.filter(({ value }) => !known.has(value)).map(unknownReference);
}
