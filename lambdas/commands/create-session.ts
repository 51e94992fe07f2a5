import { randomBytes } from 'node:crypto';
import type { ImportStore } from '../adapters/dynamo-import-store.ts';
import type { SessionStore } from '../adapters/dynamo-session-store.ts';
import type { Actor } from '../contracts/audit.ts';
import { KEY_SESSION_PERMISSIONS, SESSION_MINUTES } from '../contracts/import-session.ts';
import type { ManageTenantsRequest } from '../contracts/manage-tenants.ts';
import { ALL_RIGHTS, grantRights } from '../core/access/rights.ts';
import { hashOfToken, newSessionToken } from '../core/access/tokens.ts';

export interface CreateSessionPorts {
  readonly sessions: Pick<SessionStore, 'put'>;
  readonly imports: Pick<ImportStore, 'find'>;
  readonly now: () => Date;
}

type Subject = Extract<ManageTenantsRequest, { action: 'create-session' }>['of'];

const SESSION_BYTES = 16;

/** A session with the rights that operators get, as long as is possible. @returns undefined if there is no such import */
export async function createTenantSession(
  { sessions, imports, now }: CreateSessionPorts,
  of: Subject,
  createdBy: Actor,
) {
  const tenant = 'tenant' in of ? of.tenant : (await imports.find(of.importId))?.tenant;
  if (tenant === undefined) return undefined;
  const at = now();
  const validUntil = new Date(at.getTime() + SESSION_MINUTES.most * 60_000).toISOString();
  const granted = grantRights(ALL_RIGHTS, {}, KEY_SESSION_PERMISSIONS);
  if (!granted.ok) throw new Error(granted.message);
  const { role, permissions } = granted.rights;
  const { sessionId, text } = newSessionToken(randomBytes(SESSION_BYTES));
  await sessions.put({
    sessionId,
    sha256: hashOfToken(text),
    tenant,
    role,
    permissions: [...permissions],
    createdAt: at.toISOString(),
    createdBy,
    validUntil,
  });
  return { session: { tenant, id: sessionId, validUntil }, token: text };
}
