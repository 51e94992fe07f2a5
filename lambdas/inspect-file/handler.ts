import type { ImportStore } from '../adapters/dynamo-import-store.ts';
import type { ObjectStore } from '../adapters/s3-object-store.ts';
import type { Import } from '../contracts/import.ts';
import type { AttemptReference, ImportReference } from '../contracts/state-payloads.ts';
import { recognise } from '../core/inspection/recognise.ts';
import { IMPORT_TYPES } from '../import-types/registry.ts';
import type { TaskRuntime } from '../runtime/create-handler.ts';
import { FileRejected, RollcallError } from '../runtime/errors.ts';
import { recordRejection } from '../runtime/record-rejection.ts';
import { readHead } from './read-head.ts';
import { readLayout } from './read-layout.ts';

export interface InspectFilePorts {
  readonly objects: Pick<ObjectStore, 'open'>;
  readonly imports: Pick<ImportStore, 'read' | 'update' | 'begin'>;
  readonly maxFileBytes: number;
  readonly now: () => Date;
}

/** Looks at the first bytes of the upload and writes on the import how it is to be read, or why it cannot be. */
export function createInspectFile(ports: InspectFilePorts) {
  return async (
    { importId, attempt }: AttemptReference,
    { logger }: TaskRuntime,
  ): Promise<ImportReference> => {
    const item = await ports.imports.read(importId);
    const startedAt = item.startedAt ?? ports.now().toISOString();
    if (!(await ports.imports.begin(importId, attempt ?? item.attempt, startedAt)))
      throw new RollcallError('StaleInvocation', 'the import has ended already, or has been resumed since');
    await recordRejection(ports.imports, importId, async () => {
      const { type, layout, unknownColumns } = await inspect(ports, item);
      await ports.imports.update(importId, { importType: type, layout, unknownColumns: [...unknownColumns] });
      logger.info('file inspected', { importType: type, format: layout.format, bytes: item.source.size });
    });
    return { importId };
  };
}

async function inspect(ports: InspectFilePorts, item: Import) {
  if (item.metadataProblem !== undefined) throw new FileRejected('BAD_METADATA', item.metadataProblem);
  if (item.source.size > ports.maxFileBytes) {
    throw new FileRejected(
      'FILE_TOO_LARGE',
      `The file has ${item.source.size} bytes, at most ${ports.maxFileBytes} are allowed. Divide it into smaller files.`,
    );
  }
  const layout = readLayout(await readHead(ports.objects, item.source), item.fileName);
  const recognised = recognise(IMPORT_TYPES, item.importType, layout);
  if (!recognised.ok) throw new FileRejected(recognised.code, recognised.message);
  return { layout, type: recognised.type.name, unknownColumns: recognised.unknownColumns };
}
