import type { ImportStore } from '../../adapters/dynamo-import-store.ts';
import type { NotifyConfirmed } from '../../adapters/step-functions-turns.ts';
import type { ConfirmationRequest, ImportReference } from '../../contracts/state-payloads.ts';
import { attemptOf } from '../../core/lifecycle/attempt.ts';
import { type NotificationPorts, sendOnce } from '../../notification/send-once.ts';
import { inspectedImport } from '../../processing/import-stage.ts';
import type { TaskRuntime } from '../../runtime/create-handler.ts';
import { RollcallError } from '../../runtime/errors.ts';

export interface AwaitConfirmationPorts extends NotificationPorts {
  readonly imports: NotificationPorts['imports'] & Pick<ImportStore, 'awaitConfirmation' | 'update'>;
  readonly notifyConfirmed: NotifyConfirmed;
}

const HOUR_MS = 3_600_000;

/** Asks the sender to confirm the import. The state waits for its task token, without cost, until ConfirmImport is called. */
export function createAwaitConfirmation(ports: AwaitConfirmationPorts) {
  return async (request: ConfirmationRequest, { logger }: TaskRuntime): Promise<ImportReference> => {
    const { importId, taskToken, retry } = request;
    const item = inspectedImport(await ports.imports.read(importId));
    const { confirmationHours } = item.settings.limits;
    const expiresAt =
      item.confirmation?.expiresAt ??
      new Date(ports.now().getTime() + confirmationHours * HOUR_MS).toISOString();
    const waiting = { expiresAt, token: taskToken, retry };
    const attempt = attemptOf(request, item);
    if (!(await ports.imports.awaitConfirmation(importId, attempt, waiting))) {
      await passOn(ports, { importId, attempt, taskToken });
      return { importId };
    }
    const asked = { ...item, status: 'AWAITING_CONFIRMATION', confirmation: waiting } as const;
    const mail = await sendOnce(ports, asked, 'question');
    const at = ports.now().toISOString();
    if (mail?.kind === 'sent')
      await ports.imports.update(importId, { question: { status: 'SENT', at, messageId: mail.messageId } });
    if (mail?.kind === 'withheld')
      await ports.imports.update(importId, { question: { status: 'WITHHELD', at } });
    logger.info('confirmation asked for', { expiresAt });
    return { importId };
  };
}

/** The import may have been confirmed for an earlier try of the state, whose answer was lost: then this try is answered. */
async function passOn(
  { imports, notifyConfirmed }: AwaitConfirmationPorts,
  { importId, attempt, taskToken }: Pick<ConfirmationRequest, 'importId' | 'attempt' | 'taskToken'>,
): Promise<void> {
  const now = await imports.read(importId);
  if (now.attempt !== attempt || now.confirmation?.confirmedAt === undefined)
    throw new RollcallError('StaleInvocation', 'the import has ended already, or was resumed since');
  await notifyConfirmed(taskToken);
}
