import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { composeMail, type Mail } from '../../../../lambdas/adapters/ses-mailer.ts';
import type { Import } from '../../../../lambdas/contracts/import.ts';
import { NO_SETTINGS } from '../../../../lambdas/contracts/no-settings.ts';
import type { SettingsSnapshot } from '../../../../lambdas/contracts/tenant-settings.ts';
import { fitInMail } from '../../../../lambdas/notification/attachment-size.ts';
import { RollcallError } from '../../../../lambdas/runtime/errors.ts';
import { createNotifyRequester } from '../../../../lambdas/tasks/notify-requester/handler.ts';
import { countsOf, IMPORT_ID, importItem, NOW } from '../../support/import-item.ts';
import { memoryImports, RUNTIME } from '../../support/memory-ports.ts';

/** SES v1, https://docs.aws.amazon.com/ses/latest/dg/quotas.html. */
const MAX_MESSAGE_BYTES = 10_000_000;

const BOTH = ['ops@acme.example', 'hr@acme.example'];

const fileOf = (name: string, size: number) => ({ key: `imports/acme/${IMPORT_ID}/${name}`, size });

interface Circumstances {
  readonly failures?: number;
  readonly mailsLeft?: number;
  /** Settings of the tenant; undefined: not valid. */
  readonly tenant?: SettingsSnapshot | undefined;
}

function notifying(fields: Partial<Import> = {}, circumstances: Circumstances = {}) {
  const { failures = 0, mailsLeft = 9 } = circumstances;
  const tenant = 'tenant' in circumstances ? circumstances.tenant : NO_SETTINGS;
  const imports = memoryImports(
    importItem({ status: 'COMPLETED', counts: countsOf({ records: 2, created: 2 }), ...fields }),
  );
  const mails: Mail[] = [];
  let left = failures;
  let now = NOW;
  const { results, errors } = fields.files ?? {};
  const sizes = new Map([results, errors].map((file) => [file?.key, file?.size]));
  imports.countMail = async () => mailsLeft > 0;
  const notify = createNotifyRequester({
    imports,
    objects: { openByKey: async (_, key) => Readable.from([Buffer.alloc(sizes.get(key) ?? 0, 'x')]) },
    tags: { keys: async function* () {}, put: async () => undefined },
    sendMail: async (mail) => {
      if (left-- > 0) throw new Error('throttled');
      mails.push(mail);
      return 'ses-1';
    },
    tenants: {
      read: async () => {
        if (tenant === undefined) throw new RollcallError('ConfigurationError', 'no settings');
        return { ...tenant, apiKeys: [] };
      },
    },
    resultsBucket: 'results-bucket',
    senderAddress: 'rollcall@saas.example',
    importLink: 'https://imports.example.com/#/imports/{importId}',
    fallbackAddress: 'operators@saas.example',
    now: () => now,
  });
  const later = (ms: number) => {
    now = new Date(now.getTime() + ms);
  };
  return { imports, mails, later, run: () => notify({ importId: IMPORT_ID }, RUNTIME) };
}

const namesOf = (mail: Mail | undefined) => mail?.attachments.map(({ filename }) => filename);

describe('NotifyRequester', () => {
  it('sends one e-mail, however often it runs', async () => {
    const { imports, mails, run } = notifying();
    await run();
    await run();
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatchObject({
      to: ['operators@saas.example'],
      from: 'rollcall@saas.example',
      messageId: `<${IMPORT_ID}@saas.example>`,
    });
    expect(imports.item?.notification).toEqual({ status: 'SENT', at: NOW.toISOString(), messageId: 'ses-1' });
  });

  const OPTIONS = { mode: 'upsert', onBlank: 'keep', duplicates: 'apply' } as const;
  const asking = (notify: string | undefined) => ({ ...OPTIONS, ...(notify && { notify }) });

  it('reads the settings of a tenant whose file was not inspected', async () => {
    const { mails, run } = notifying({ status: 'EXPIRED' }, { tenant: { ...NO_SETTINGS, notify: BOTH } });
    await run();
    expect(mails[0]?.to).toEqual(BOTH);
    const message = (await composeMail(mails[0] as Mail)).toString();
    expect(message).toContain(`To: ${BOTH.join(', ')}\r\n`);
  });

  it('notifies the operator if the settings of the tenant are not valid', async () => {
    const { mails, run } = notifying({ status: 'ABORTED' }, { tenant: undefined });
    await run();
    expect(mails[0]?.to).toEqual(['operators@saas.example']);
  });

  it('names a refused address on the import and in the e-mail to the tenant', async () => {
    const settings = { ...NO_SETTINGS, notify: BOTH };
    const { imports, mails, run } = notifying({ options: asking('eve@evil.example'), settings });
    await run();
    const note =
      'No e-mail was sent to eve@evil.example: the settings of tenant acme name neither this address nor its domain.';
    expect(mails.map(({ to }) => to)).toEqual([BOTH]);
    expect(imports.item?.mailNotes).toEqual([note]);
    expect(mails[0]?.text).toContain(note);
  });

  it('attaches no file for an address of which the settings name only the domain', async () => {
    const files = { results: fileOf('results.csv', 9), errors: fileOf('errors.csv', 9) };
    const settings = { ...NO_SETTINGS, notify: BOTH, notifyDomains: ['acme.example'] };
    const { mails, run } = notifying({ files, options: asking('Jo@ACME.example'), settings });
    await run();
    expect(mails[0]?.to).toEqual([...BOTH, 'Jo@ACME.example']);
    expect(mails[0]?.attachments).toEqual([]);
    expect(mails[0]?.text).toContain(`s3://results-bucket/imports/acme/${IMPORT_ID}/results.csv`);
  });

  it('withholds an e-mail beyond those of the day, and says so on the import', async () => {
    const { imports, mails, run } = notifying({}, { mailsLeft: 0 });
    await run();
    await run();
    expect(mails).toEqual([]);
    expect(imports.item).toMatchObject({
      status: 'COMPLETED',
      notification: { status: 'WITHHELD' },
      mailNotes: [
        expect.stringContaining('ann@example.com'),
        'No e-mail was sent: tenant acme had its 200 e-mails of the day.',
      ],
    });
    expect(imports.item?.unfinished).toBeUndefined();
  });

  it('gives the right to send back when SES refuses, and sends at the next try', async () => {
    const { mails, run } = notifying({}, { failures: 1 });
    await expect(run()).rejects.toThrow('throttled');
    await run();
    expect(mails).toHaveLength(1);
  });

  it('waits for another invocation that is sending, until that one must be dead', async () => {
    const { mails, later, run } = notifying({ notification: { status: 'SENDING', at: NOW.toISOString() } });
    await expect(run()).rejects.toMatchObject({ name: 'NotificationInFlight' });
    later(90_001);
    await run();
    expect(mails).toHaveLength(1);
  });

  it.each([
    ['both files', 1000, 1000, ['errors.csv', 'results.csv']],
    ['the errors, where the results are too large', 12_000_000, 1000, ['errors.csv']],
    ['the results, where the errors are too large', 1000, 12_000_000, ['results.csv']],
    ['the errors, where both together are too large', 5_000_000, 5_000_000, ['errors.csv']],
    ['no file, where each is too large', 12_000_000, 12_000_000, []],
  ])('attaches %s', async (_, results, errors, attached) => {
    const { mails, run } = notifying({
      files: { results: fileOf('results.csv', results), errors: fileOf('errors.csv', errors) },
    });
    await run();
    expect(namesOf(mails[0])).toEqual(attached);
    const whole = `${mails[0]?.text}${mails[0]?.html}`;
    for (const name of ['results.csv', 'errors.csv']) {
      expect(whole.includes(`s3://results-bucket/imports/acme/${IMPORT_ID}/${name}`)).toBe(
        !attached.includes(name),
      );
    }
  });

  it.each([
    ['csv', 'text/csv'],
    ['jsonl', 'application/jsonl'],
    ['json', 'application/json'],
  ])('attaches the failed records before the results, in their format: %s', async (format, contentType) => {
    const name = `failed-records.${format}`;
    const files = {
      results: fileOf('results.csv', 4_000_000),
      errors: fileOf('errors.csv', 1000),
      failedRecords: fileOf(name, 4_000_000),
    };
    const { mails, run } = notifying({ files });
    await run();
    expect(namesOf(mails[0])).toEqual(['errors.csv', name]);
    expect(mails[0]?.attachments[1]?.contentType).toMatch(contentType);
  });

  it('creates no message that SES would refuse, and attaches files up to its limit', async () => {
    const firstErrors = Array.from({ length: 10 }, (_, i) => ({
      recordNumber: i,
      message: 'é"<'.repeat(200),
    }));
    let [most, tooMuch] = [0, MAX_MESSAGE_BYTES];
    while (tooMuch - most > 1) {
      const middle = Math.floor((most + tooMuch) / 2);
      if (fitInMail([{ size: middle }]).length === 0) tooMuch = middle;
      else most = middle;
    }
    const { mails, run } = notifying({ files: { results: fileOf('results.csv', most) }, firstErrors });
    await run();
    expect(namesOf(mails[0])).toEqual(['results.csv']);
    const bytes = (await composeMail(mails[0] as Mail)).length;
    expect(bytes).toBeLessThanOrEqual(MAX_MESSAGE_BYTES);
    expect(bytes).toBeGreaterThan(MAX_MESSAGE_BYTES * 0.98);
  });

  it('lets no file name add a header', async () => {
    const { mails, run } = notifying({ fileName: 'a\r\nBcc: eve@example.com\r\n.csv' });
    await run();
    const message = (await composeMail(mails[0] as Mail)).toString();
    const headers = message.slice(0, message.indexOf('\r\n\r\n'));
    expect(headers).not.toMatch(/^Bcc:/im);
    expect(headers.match(/^To:/gim)).toHaveLength(1);
  });
});
