import type { ImportStore } from '../adapters/dynamo-import-store.ts';
import type { ObjectStore } from '../adapters/s3-object-store.ts';
import type { Mail, SendMail } from '../adapters/ses-mailer.ts';
import type { Import, ImportFile } from '../contracts/import.ts';
import type { AttemptReference, ImportReference } from '../contracts/state-payloads.ts';
import { executionName } from '../core/execution-name.ts';
import type { TaskRuntime } from '../runtime/create-handler.ts';
import { RollcallError } from '../runtime/errors.ts';
import { fitInMail } from './attachment-size.ts';
import { composeReport } from './compose-report.ts';

export interface NotifyRequesterPorts {
  readonly objects: Pick<ObjectStore, 'openByKey'>;
  readonly imports: Pick<ImportStore, 'read' | 'finish' | 'claimNotification' | 'releaseNotification'>;
  readonly sendMail: SendMail;
  readonly resultsBucket: string;
  readonly senderAddress: string;
  readonly fallbackAddress: string;
  readonly now: () => Date;
}

/** After so long an invocation that claimed the e-mail cannot be alive any more: the function's timeout and a margin. */
const CLAIM_LAPSES_MS = 90_000;

/**
 * Sends the one e-mail of an import. SES knows no idempotency token, so the right to send is claimed on the import
 * first. A refusal by SES gives the claim back; a claim whose holder died lapses, and the mail, which then may have
 * gone out, is sent under the same Message-ID.
 */
export function createNotifyRequester(ports: NotifyRequesterPorts) {
  return async (
    { importId, attempt }: AttemptReference,
    { logger }: TaskRuntime,
  ): Promise<ImportReference> => {
    const item = await ports.imports.read(importId);
    if (attempt !== undefined && attempt !== item.attempt) return { importId };
    if (item.notification?.status === 'SENT') return { importId };
    const now = ports.now();
    if (!(await ports.imports.claimNotification(importId, new Date(now.getTime() - CLAIM_LAPSES_MS)))) {
      const { notification } = await ports.imports.read(importId);
      if (notification?.status === 'SENT') return { importId };
      throw new RollcallError('NotificationInFlight', 'another invocation is sending this e-mail');
    }
    const messageId = await send(ports, item);
    await ports.imports.finish(importId, item.attempt, messageId);
    logger.info('requester notified', { status: item.status });
    return { importId };
  };
}

async function send(ports: NotifyRequesterPorts, item: Import): Promise<string> {
  try {
    return await ports.sendMail(await composeMailFor(ports, item));
  } catch (error) {
    await ports.imports.releaseNotification(item.importId);
    throw error;
  }
}

async function composeMailFor(ports: NotifyRequesterPorts, item: Import): Promise<Mail> {
  const { results, errors } = item.files ?? {};
  // Where both are too much for one mail, the errors are what the requester has to act on.
  const attached = fitInMail([errors, results].filter((file) => file !== undefined));
  const report = composeReport(item, {
    bucket: ports.resultsBucket,
    attached: new Set(attached.map(({ key }) => key)),
  });
  return {
    ...report,
    from: ports.senderAddress,
    to: item.options.notify ?? ports.fallbackAddress,
    // An import that was resumed ends again: mail programs show one mail of an id.
    messageId: `<${executionName(item)}@${domainOf(ports.senderAddress)}>`,
    attachments: await Promise.all(attached.map((file) => attach(ports, file))),
  };
}

async function attach(ports: NotifyRequesterPorts, file: ImportFile): Promise<Mail['attachments'][number]> {
  const stream = await ports.objects.openByKey(ports.resultsBucket, file.key);
  const filename = file.key.slice(file.key.lastIndexOf('/') + 1);
  return { filename, contentType: 'text/csv; charset=utf-8', content: Buffer.concat(await stream.toArray()) };
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
