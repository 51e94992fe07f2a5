import type { ClaimStore } from '../../adapters/dynamo-claim-store.ts';
import type { UserStore } from '../../adapters/dynamo-user-store.ts';
import { openOverlay } from '../../evaluation/overlay.ts';
import { applyRecords } from '../../processing/apply-records.ts';
import { standaloneTables } from '../../processing/standalone-tables.ts';
import type { ChunkRecord } from '../../reading/read-chunk.ts';
import type { JudgedRecords } from './import-rows.ts';
import type { MembersFile } from './members-file.ts';
import type { GroupMembersApiPorts } from './ports.ts';

interface Tables {
  readonly users: UserStore;
  readonly claims: ClaimStore;
}

/** What an import of these records would do. Writes nothing. */
export function evaluateRecords(
  file: MembersFile,
  records: readonly ChunkRecord[],
  requestId: string,
  ports: GroupMembersApiPorts,
): Promise<JudgedRecords> {
  const overlay = openOverlay(ports, { importId: requestId, order: 0 });
  return judge(overlay, file, records, { requestId, writeConcurrency: ports.writeConcurrency });
}

/** Imports the records at once, also while an import of the tenant is running. */
export function writeRecords(
  file: MembersFile,
  records: readonly ChunkRecord[],
  requestId: string,
  { users, claims, writeConcurrency }: GroupMembersApiPorts,
): Promise<JudgedRecords> {
  const { tenant, type } = file;
  const tables = standaloneTables({ users, claims }, { tenant, importType: type.name });
  return judge(tables, file, records, { requestId, writeConcurrency });
}

async function judge(
  { users, claims }: Tables,
  file: MembersFile,
  records: readonly ChunkRecord[],
  { requestId, writeConcurrency }: { readonly requestId: string; readonly writeConcurrency: number },
): Promise<JudgedRecords> {
  const { type, tenant } = file;
  const userKeys = new Set(records.flatMap(({ read }) => (read.ok ? [read.change.userKey] : [])));
  const before = userKeys.size === 0 ? new Map() : await users.read([...userKeys]);
  const step = {
    importId: requestId,
    fencingToken: 0,
    step: 'request',
    onTaken: 'fail',
    standalone: true,
  } as const;
  const context = { ...step, type, tenant, mode: 'upsert', users, claims } as const;
  const { outcomes } = await applyRecords(records, context, { writeConcurrency });
  return { file, records, before, outcomes };
}
