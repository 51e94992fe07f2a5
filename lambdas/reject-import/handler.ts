import type { ImportStore } from '../adapters/dynamo-import-store.ts';
import type { Ending, ImportReference } from '../contracts/state-payloads.ts';

export interface RejectImportPorts {
  readonly imports: Pick<ImportStore, 'update'>;
  readonly now: () => Date;
}

/** Ends an import whose file the sender must mend; InspectFile or SplitFile has written the reason on it. */
export function createRejectImport({ imports, now }: RejectImportPorts) {
  return async ({ importId }: ImportReference): Promise<Ending> => {
    const none = { records: 0, created: 0, updated: 0, unchanged: 0, failed: 0, warnings: 0 };
    await imports.update(importId, { status: 'REJECTED', counts: none, endedAt: now().toISOString() });
    return { status: 'REJECTED' };
  };
}
