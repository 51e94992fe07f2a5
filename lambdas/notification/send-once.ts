import type { ImportStore, MailSlot } from '../adapters/dynamo-import-store.ts';
import { readObject } from '../adapters/read-object.ts';
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

/** The function's timeout plus a margin: an invocation that claimed the e-mail earlier has ended. */
const CLAIM_LAPSES_MS = 90_000;

/**
 * Sends an e-mail about the current state of an import, once for each slot. SES has no idempotency token, so the right to
 * send is first claimed on the import. If SES refuses the mail, the claim is released. If the claim's holder died, the
 * claim expires and the mail is sent again under the same Message-ID, because it may already have been sent.
 * @returns the id of the mail; undefined when it was sent before
 * @throws NotificationInFlight while another invocation is sending it
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
  // In order of importance: the requester must act on the errors.
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
    // The id contains the attempt, because mail programs show only one mail of each id and a resumed import sends another.
    messageId: `<${name}@${domainOf(ports.senderAddress)}>`,
    attachments: await Promise.all(attached.map((file) => attach(ports, file))),
  };
}

/** The address of the upload, otherwise the tenant's addresses, otherwise the stage's fallback address. */
function recipients({ options, settings }: Import, fallbackAddress: string): readonly string[] {
  if (options.notify !== undefined) return [options.notify];
  return settings?.notify.length ? settings.notify : [fallbackAddress];
}

async function attach(ports: NotificationPorts, file: ImportFile): Promise<Mail['attachments'][number]> {
  const content = await readObject(ports.objects, { bucket: ports.resultsBucket, key: file.key });
  const filename = file.key.slice(file.key.lastIndexOf('/') + 1);
  return { filename, contentType: 'text/csv; charset=utf-8', content };
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
