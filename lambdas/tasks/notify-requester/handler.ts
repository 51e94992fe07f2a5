import type { ImportStore } from '../../adapters/dynamo-import-store.ts';
import type { AttemptReference, ImportReference } from '../../contracts/state-payloads.ts';
import { isLatestAttempt } from '../../core/lifecycle/attempt.ts';
import { itemExpiry } from '../../core/lifecycle/item-expiry.ts';
import { type NotificationPorts, sendOnce } from '../../notification/send-once.ts';
import type { TaskRuntime } from '../../runtime/create-handler.ts';
import { applyRetention, type RetentionPorts } from './apply-retention.ts';

export interface NotifyRequesterPorts extends NotificationPorts, RetentionPorts {
  readonly imports: NotificationPorts['imports'] & RetentionPorts['imports'] & Pick<ImportStore, 'finish'>;
}

/** Sends the one e-mail about an import's end. */
export function createNotifyRequester(ports: NotifyRequesterPorts) {
  return async (reference: AttemptReference, { logger }: TaskRuntime): Promise<ImportReference> => {
    const { importId } = reference;
    const item = await ports.imports.read(importId);
    if (!isLatestAttempt(reference, item)) return { importId };
    // Before the e-mail: a step after it that fails and is tried again could send it twice.
    await applyRetention(ports, item, ports.now());
    const mail = await sendOnce(ports, item, 'notification');
    if (mail === undefined) return { importId };
    const messageId = mail.kind === 'sent' ? mail.messageId : undefined;
    await ports.imports.finish(importId, item.attempt, messageId, itemExpiry('import', item, ports.now()));
    logger.info(mail.kind === 'sent' ? 'requester notified' : 'e-mail withheld', { status: item.status });
    return { importId };
  };
}
