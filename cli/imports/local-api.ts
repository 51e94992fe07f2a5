import { createRollcallClient } from '../../client/rollcall-client.ts';
import type { ManageTenantsRequest } from '../../lambdas/contracts/manage-tenants.ts';
import type { CloudAccess } from '../../local/connect-cloud.ts';
import { outputOf } from '../cloud/clients.ts';
import { noSuchImport, Refusal } from '../program/failure.ts';
import { askToManage } from '../tenants/manage-tenants.ts';
import { type ApiUse, importService } from './api-service.ts';

/** Functions that each command needs to call the API. */
export const API_FUNCTIONS = ['ManageTenants', 'Api'] as const;

type Subject = Extract<ManageTenantsRequest, { action: 'create-session' }>['of'];

/** Before its end, a session is replaced. */
const RENEWED_BEFORE_MS = 60_000;

/**
 * The API of the cloud on this machine, with a session of a tenant, or of the tenant of an import.
 * @param place the state directory
 * @throws Refusal NoSuchImport
 */
export async function useLocalApi(
  cloud: Pick<CloudAccess, 'invoke' | 'outputs' | 'mails'>,
  of: Subject,
  place: string,
): Promise<ApiUse> {
  const create = () => createSession(cloud, of, place);
  let session = await create();
  const client = createRollcallClient({
    api: outputOf(cloud, 'ApiUrl'),
    async bearer() {
      if (session.endsAt - Date.now() < RENEWED_BEFORE_MS) session = await create();
      return session.token;
    },
  });
  return { client, service: importService(client, place, cloud.mails) };
}

async function createSession(cloud: Pick<CloudAccess, 'invoke'>, of: Subject, place: string) {
  try {
    const { session, token = '' } = await askToManage(cloud, { action: 'create-session', of });
    return { token, endsAt: Date.parse(session?.validUntil ?? '') };
  } catch (error) {
    const isMissing = 'importId' in of && error instanceof Refusal && error.code === 'NoSuchImport';
    throw isMissing ? noSuchImport(of.importId, place) : error;
  }
}
