import type { ImportStore, MailSlot } from '../adapters/dynamo-import-store.ts';
import type { ObjectStore } from '../adapters/s3-object-store.ts';
import type { Mail, SendMail } from '../adapters/ses-mailer.ts';
import type { Import, ImportFile } from '../contracts/import.ts';
import { executionName } from '../core/naming/execution-name.ts';
import { RollcallError } from '../runtime/errors.ts';
import { fitInMail } from './attachment-size.ts';
import { composeReport } from './compose-report.ts';

export interface NotificationPorts {
  readonly objects: Pick<ObjectStore, 'openByKey'>;
  readonly imports: Pick<ImportStore, 'read' | 'claimNotification' | 'releaseNotification'>;
  readonly sendMail: SendMail;
  readonly resultsBucket: string;
  readonly senderAddress: string;
  readonly fallbackAddress: string;
  readonly now: () => Date;
}

/** After so long an invocation that claimed the e-mail cannot be alive any more: the function's timeout and a margin. */
const CLAIM_LAPSES_MS = 90_000;

/**
 * Sends an e-mail about an import as it stands, once for each slot. SES knows no idempotency token, so the right to send is
 * claimed on the import first. A refusal by SES gives the claim back; a claim whose holder died lapses, and the mail,
 * which then may have gone out, is sent under the same Message-ID.
 * @returns the mail's id; undefined when it was sent before
 * @throws NotificationInFlight while another invocation is about to send it
 */
export async function sendOnce(
  ports: NotificationPorts,
  item: Import,
  slot: MailSlot,
): Promise<string | undefined> {
  if (item[slot]?.status === 'SENT') return undefined;
  const stale = new Date(ports.now().getTime() - CLAIM_LAPSES_MS);
  if (await ports.imports.claimNotification(item.importId, stale, slot)) return send(ports, item, slot);
  const now = await ports.imports.read(item.importId);
  if (now[slot]?.status === 'SENT') return undefined;
  throw new RollcallError('NotificationInFlight', 'another invocation is sending this e-mail');
}

async function send(ports: NotificationPorts, item: Import, slot: MailSlot): Promise<string> {
  try {
    return await ports.sendMail(await composeMailFor(ports, item, slot));
  } catch (error) {
    await ports.imports.releaseNotification(item.importId, slot);
    throw error;
  }
}

async function composeMailFor(ports: NotificationPorts, item: Import, slot: MailSlot): Promise<Mail> {
  const { results, errors, preview } = item.files ?? {};
  // What does not fit goes by its importance: the errors are what the requester has to act on.
  const wanted = slot === 'question' ? [errors, preview] : [errors, results ?? preview];
  const attached = fitInMail(wanted.filter((file) => file !== undefined));
  const report = composeReport(item, {
    bucket: ports.resultsBucket,
    attached: new Set(attached.map(({ key }) => key)),
  });
  const name = slot === 'question' ? `${executionName(item)}.question` : executionName(item);
  return {
    ...report,
    from: ports.senderAddress,
    to: recipients(item, ports.fallbackAddress),
    // An import that was resumed ends again: mail programs show one mail of an id.
    messageId: `<${name}@${domainOf(ports.senderAddress)}>`,
    attachments: await Promise.all(attached.map((file) => attach(ports, file))),
  };
}

/** Whom the upload names, else whom its tenant names, else the stage's fallback. */
function recipients({ options, settings }: Import, fallbackAddress: string): readonly string[] {
  if (options.notify !== undefined) return [options.notify];
  return settings?.notify.length ? settings.notify : [fallbackAddress];
}

async function attach(ports: NotificationPorts, file: ImportFile): Promise<Mail['attachments'][number]> {
  const stream = await ports.objects.openByKey(ports.resultsBucket, file.key);
  const filename = file.key.slice(file.key.lastIndexOf('/') + 1);
  return { filename, contentType: 'text/csv; charset=utf-8', content: Buffer.concat(await stream.toArray()) };
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
