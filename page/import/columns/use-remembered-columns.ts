import { answer } from '../../../client/connect.ts';
import type { RollcallClient } from '../../../client/rollcall-client.ts';
import type { components } from '../../../client/schema.ts';
import { useClient } from '../../api/use-client.ts';
import { useLoaded } from '../../api/use-polled.ts';

export type RememberedColumns = components['schemas']['RememberedColumns'];

const PATH = '/v1/import-types/{name}/columns';

/** What the tenant remembers of the columns of a type. */
export function useRememberedColumns(importType: string) {
  const client = useClient();
  return useLoaded(`columns of ${importType}`, async () =>
    answer(client.http.GET(PATH, { params: { path: { name: importType } } })),
  );
}

export function rememberColumns(
  client: RollcallClient,
  importType: string,
  columns: Record<string, string | null>,
): Promise<RememberedColumns> {
  return answer(client.http.PATCH(PATH, { params: { path: { name: importType } }, body: { columns } }));
}
