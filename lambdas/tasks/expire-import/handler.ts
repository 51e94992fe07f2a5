import type { ImportStore } from '../../adapters/dynamo-import-store.ts';
import type { AttemptReference, Ending } from '../../contracts/state-payloads.ts';
import { NO_COUNTS } from '../../core/apply/add-counts.ts';
import { endImport } from '../../reporting/end-import.ts';

export interface ExpireImportPorts {
  readonly imports: Pick<ImportStore, 'read' | 'end'>;
  readonly now: () => Date;
}

/** Ends an import that was not confirmed in time. Nothing was written. */
export function createExpireImport({ imports, now }: ExpireImportPorts) {
  return async (reference: AttemptReference): Promise<Ending> => {
    const { confirmation } = await imports.read(reference.importId);
    const message = `The import was not confirmed before ${confirmation?.expiresAt ?? 'the deadline'}. Upload the file again to import it.`;
    return endImport(imports, reference, {
      status: 'EXPIRED',
      reason: { code: 'NOT_CONFIRMED', message },
      counts: NO_COUNTS,
      endedAt: now().toISOString(),
    });
  };
}
