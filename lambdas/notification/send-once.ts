import type { ImportStore, MailSlot } from '../adapters/dynamo-import-store.ts';
import type { TenantStore } from '../adapters/dynamo-tenant-store.ts';
import { readObject } from '../adapters/read-object.ts';
import type { ObjectStore } from '../adapters/s3-object-store.ts';
import type { Mail, SendMail } from '../adapters/ses-mailer.ts';
import { type Import, type ImportFile, isMailSettled } from '../contracts/import.ts';
import { NO_SETTINGS } from '../contracts/no-settings.ts';
import { executionName } from '../core/naming/execution-name.ts';
import { RollcallError } from '../runtime/errors.ts';
import { fitInMail } from './attachment-size.ts';
import { composeReport } from './compose-report.ts';
import { domainOf, type Recipients, recipientsOf } from './recipients.ts';

export interface NotificationPorts {
  readonly objects: Pick<ObjectStore, 'openByKey'>;
  readonly imports: Pick<
    ImportStore,
    'read' | 'update' | 'claimNotification' | 'releaseNotification' | 'countMail'
  >;
  readonly tenants: Pick<TenantStore, 'read'>;
  readonly sendMail: SendMail;
  readonly resultsBucket: string;
  readonly senderAddress: string;
  readonly fallbackAddress: string;
  /** Where senders confirm an import, in the e-mail that asks for it: a link or an address, empty if the stage names none. */
  readonly confirmationContact?: string;
  /** Of an import, in which `{importId}` is replaced. */
  readonly importLink: string;
  readonly now: () => Date;
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/jsonl',
  json: 'application/json',
};

export type SentMail = { readonly kind: 'sent'; readonly messageId: string } | { readonly kind: 'withheld' };

/** The function's timeout plus a margin: an invocation that claimed the e-mail earlier has ended. */
const CLAIM_LAPSES_MS = 90_000;

/**
 * Sends an e-mail about the current state of an import, once for each slot. SES has no idempotency token, so the right to
 * send is first claimed on the import. If SES refuses the mail, the claim is released. If the claim's holder died, the
 * claim expires and the mail is sent again under the same Message-ID, because it may already have been sent.
 * @returns undefined when it was sent before; `withheld` when the tenant had its e-mails of the day
 * @throws NotificationInFlight while another invocation is sending it
 */
export async function sendOnce(
  ports: NotificationPorts,
  item: Import,
  slot: MailSlot,
): Promise<SentMail | undefined> {
  if (isMailSettled(item[slot])) return undefined;
  const stale = new Date(ports.now().getTime() - CLAIM_LAPSES_MS);
  if (await ports.imports.claimNotification(item.importId, stale, slot)) return send(ports, item, slot);
  const now = await ports.imports.read(item.importId);
  if (isMailSettled(now[slot])) return undefined;
  throw new RollcallError('NotificationInFlight', 'another invocation is sending this e-mail');
}

async function send(ports: NotificationPorts, item: Import, slot: MailSlot): Promise<SentMail> {
  try {
    const settings = await settingsOf(ports, item);
    const recipients = recipientsOf(item, settings, ports.fallbackAddress);
    const notes = recipients.refusal === undefined ? [] : [recipients.refusal];
    const name = slot === 'question' ? `${executionName(item)}.question` : executionName(item);
    const limit = settings.limits.mailsPerDay;
    if (!(await ports.imports.countMail({ tenant: item.tenant, mail: name, limit }))) {
      const withheld = `No e-mail was sent: tenant ${item.tenant} had its ${limit} e-mails of the day.`;
      await ports.imports.update(item.importId, { mailNotes: [...notes, withheld] });
      return { kind: 'withheld' };
    }
    if (notes.length > 0) await ports.imports.update(item.importId, { mailNotes: notes });
    const mail = await composeMailFor(ports, { ...item, mailNotes: notes }, { slot, name, recipients });
    return { kind: 'sent', messageId: await ports.sendMail(mail) };
  } catch (error) {
    await ports.imports.releaseNotification(item.importId, slot);
    throw error;
  }
}

/**
 * An import that was not inspected has no settings yet. Settings that cannot be read have an operator as their reader: the
 * e-mail goes to the fallback address.
 */
async function settingsOf({ tenants }: NotificationPorts, { settings, tenant }: Import) {
  if (settings !== undefined) return settings;
  try {
    return await tenants.read(tenant);
  } catch (error) {
    if (error instanceof RollcallError && error.name === 'ConfigurationError') return NO_SETTINGS;
    throw error;
  }
}

interface Addressed {
  readonly slot: MailSlot;
  readonly name: string;
  readonly recipients: Recipients;
}

async function composeMailFor(
  ports: NotificationPorts,
  item: Import,
  { slot, name, recipients }: Addressed,
): Promise<Mail> {
  const { results, errors, preview, failedRecords } = item.files ?? {};
  // In order of importance: the requester must act on the errors.
  const wanted = [errors, failedRecords, slot === 'question' ? preview : (results ?? preview)];
  const files = wanted.filter((file) => file !== undefined);
  const attached = recipients.mayHaveFiles ? fitInMail(files) : [];
  const report = composeReport(item, {
    bucket: ports.resultsBucket,
    attached: new Set(attached.map(({ key }) => key)),
    confirmationContact: ports.confirmationContact,
    importLink: ports.importLink,
  });
  return {
    ...report,
    from: ports.senderAddress,
    to: recipients.to,
    // The id contains the attempt, because mail programs show only one mail of each id and a resumed import sends another.
    messageId: `<${name}@${domainOf(ports.senderAddress)}>`,
    attachments: await Promise.all(attached.map((file) => attach(ports, file))),
  };
}

async function attach(ports: NotificationPorts, file: ImportFile): Promise<Mail['attachments'][number]> {
  const content = await readObject(ports.objects, { bucket: ports.resultsBucket, key: file.key });
  const filename = file.key.slice(file.key.lastIndexOf('/') + 1);
  const extension = filename.slice(filename.lastIndexOf('.') + 1);
  return { filename, contentType: CONTENT_TYPES[extension] ?? 'application/octet-stream', content };
}
