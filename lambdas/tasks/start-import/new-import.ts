import type { ObjectHead } from '../../adapters/s3-object-reads.ts';
import type { ObjectReference } from '../../contracts/file-layout.ts';
import { UNFINISHED, type UploadedImport } from '../../contracts/import.ts';
import { executionArn, executionName } from '../../core/naming/execution-name.ts';
import type { UploadKey } from '../../core/naming/upload-key.ts';
import { readMetadata } from '../../processing/inspection/read-metadata.ts';
import type { StartImportPorts } from './ports.ts';

/** An uploaded object, as its event describes it. */
export interface UploadedFile {
  /** The id of the import that it becomes; of a pair that it completes or renews, in the place of the import before. */
  readonly importIdAfter: (before: string | undefined) => string;
  readonly place: UploadKey;
  readonly source: ObjectReference;
  /** Its place among the tenant's uploads. */
  readonly arrival: string;
}

/** The import that an uploaded file becomes, with the choices of its metadata. @param head undefined when it is gone already */
export function newImport(
  { importIdAfter, place, source, arrival }: UploadedFile,
  head: ObjectHead | undefined,
  {
    stateMachineArn,
    retentionDays,
    now,
  }: Pick<StartImportPorts, 'stateMachineArn' | 'retentionDays' | 'now'>,
): UploadedImport {
  const importId = importIdAfter(undefined);
  const at = now().toISOString();
  return {
    importId,
    tenant: place.tenant,
    importType: place.importType,
    fileName: place.fileName,
    status: 'QUEUED',
    source,
    ...readMetadata(head?.metadata ?? {}),
    retentionDays,
    attempt: 1,
    arrival,
    executionArn: executionArn(stateMachineArn, executionName({ importId, attempt: 1 })),
    unfinished: UNFINISHED,
    createdAt: at,
    updatedAt: at,
  };
}
