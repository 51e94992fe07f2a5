import * as z from 'zod';
import type { Purpose } from '../../contracts/import-options.ts';
import { ParametersTextSchema } from '../../contracts/upload-metadata.ts';
import { uploadKey } from '../../core/naming/upload-key.ts';
import type { MembersFile } from './members-file.ts';
import type { Call, GroupMembersApiPorts } from './ports.ts';
import { errorAt, type Reply, refusal } from './reply.ts';

/** StartImport takes a second or two; the caller waits at most this long for the import's id. */
const LOOK_AFTER_MS = [250, 250, 500, 500, 1000, 1000, 1500, 1500, 2000];

/**
 * Uploads a file for its tenant, which starts an import. The import's id is derived from the upload's event, so it is
 * looked up. If the import is not found in time, the caller can find it by the request id.
 */
export async function handOver(
  { bytes, tenant, parameters }: MembersFile,
  purpose: Purpose,
  { requestId }: Call,
  ports: GroupMembersApiPorts,
): Promise<Reply> {
  const text = z.safeEncode(ParametersTextSchema, parameters);
  if (!text.success) return refusal(400, [tooManyFields(parameters.selectedFields.length)]);
  const since = ports.now();
  const metadata = {
    'rollcall-request-id': requestId,
    'rollcall-purpose': purpose,
    // Whatever encoding the tenant has as its default.
    'rollcall-encoding': 'utf-8',
    'rollcall-parameters': text.data,
  };
  const key = uploadKey({ tenant, importType: 'group-members', fileName: `${requestId}.csv` });
  await ports.objects.put(ports.uploadsBucket, key, bytes, 'text/csv; charset=utf-8', metadata);
  const importId = await findImport(tenant, requestId, since, ports);
  return {
    status: 202,
    message: `There are too many records for an immediate answer: they are ${purpose === 'evaluate' ? 'evaluated' : 'imported'} by an import.`,
    object: { requestId, ...(importId !== undefined && { importId }) },
  };
}

async function findImport(
  tenant: string,
  requestId: string,
  since: Date,
  { imports, wait }: GroupMembersApiPorts,
) {
  for (const ms of LOOK_AFTER_MS) {
    await wait(ms);
    const importId = await imports.findByRequest(tenant, requestId, since);
    if (importId !== undefined) return importId;
  }
  return undefined;
}

function tooManyFields(count: number) {
  const message = `${count} profile fields are too many for an import; select fewer`;
  return errorAt('selectedFields', count, message);
}
