import type { ImportStore } from '../../adapters/dynamo-import-store.ts';
import type { AttemptReference, Ending } from '../../contracts/state-payloads.ts';
import { endImport } from '../../reporting/end-import.ts';

export interface RejectImportPorts {
  readonly imports: Pick<ImportStore, 'read' | 'end'>;
  readonly now: () => Date;
}

/** Ends an import whose file the sender has to fix. InspectFile or SplitFile has written the reason on the import. */
export function createRejectImport({ imports, now }: RejectImportPorts) {
  return async (reference: AttemptReference): Promise<Ending> => {
    const none = { records: 0, created: 0, updated: 0, unchanged: 0, failed: 0, warnings: 0 };
    return endImport(imports, reference, {
      status: 'REJECTED',
      counts: none,
      endedAt: now().toISOString(),
    });
  };
}
