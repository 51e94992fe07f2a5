import type { ImportStore } from '../../adapters/dynamo-import-store.ts';
import type { ExecutionStatusEvent } from '../../contracts/execution-status-event.ts';
import { parseExecutionName } from '../../core/naming/execution-name.ts';
import { type RecoveryPorts, recoverImport } from '../../recovery/recover-import.ts';
import type { TaskRuntime } from '../../runtime/create-handler.ts';

export interface RecoverImportPorts extends RecoveryPorts {
  readonly imports: Pick<ImportStore, 'find'>;
}

/**
 * Called for every execution that ended in another way than SUCCEEDED, including recoveries. Most of them have ended
 * their import themselves (`Aborted`); for the others it starts the recovery.
 */
export function createRecoverImport(ports: RecoverImportPorts) {
  return async ({ detail }: ExecutionStatusEvent, { logger }: TaskRuntime): Promise<void> => {
    const execution = parseExecutionName(detail.name);
    const item = execution && (await ports.imports.find(execution.importId));
    if (item === undefined || item.attempt !== execution?.attempt) {
      logger.info('execution of no import, or of an earlier attempt', { execution: detail.name });
      return;
    }
    // A failed recovery does not show how the import's own execution ended.
    const dead =
      detail.executionArn === item.executionArn
        ? { status: detail.status, error: detail.error ?? undefined, cause: detail.cause ?? undefined }
        : await ports.executions.describe(item.executionArn);
    const recovery = await recoverImport(ports, item, dead);
    logger.info('execution ended', { importId: item.importId, status: detail.status, recovery });
  };
}
