import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { composeMail, type Mail } from '../../../../lambdas/adapters/ses-mailer.ts';
import type { Import } from '../../../../lambdas/contracts/import.ts';
import { NO_SETTINGS } from '../../../../lambdas/contracts/tenant-settings.ts';
import { fitInMail } from '../../../../lambdas/notification/attachment-size.ts';
import { createNotifyRequester } from '../../../../lambdas/tasks/notify-requester/handler.ts';
import { countsOf, IMPORT_ID, importItem, NOW } from '../../support/import-item.ts';
import { memoryImports, RUNTIME } from '../../support/memory-ports.ts';

/** SES v1, https://docs.aws.amazon.com/ses/latest/dg/quotas.html. */
const MAX_MESSAGE_BYTES = 10_000_000;

const BOTH = ['ops@acme.example', 'hr@acme.example'];

const fileOf = (name: string, size: number) => ({ key: `imports/${IMPORT_ID}/${name}`, size });

function notifying(fields: Partial<Import> = {}, failures = 0) {
  const imports = memoryImports(
    importItem({ status: 'COMPLETED', counts: countsOf({ records: 2, created: 2 }), ...fields }),
  );
  const mails: Mail[] = [];
  let left = failures;
  let now = NOW;
  const { results, errors } = fields.files ?? {};
  const sizes = new Map([results, errors].map((file) => [file?.key, file?.size]));
  const notify = createNotifyRequester({
    imports,
    objects: { openByKey: async (_, key) => Readable.from([Buffer.alloc(sizes.get(key) ?? 0, 'x')]) },
    tags: { keys: async function* () {}, put: async () => undefined },
    sendMail: async (mail) => {
      if (left-- > 0) throw new Error('throttled');
      mails.push(mail);
      return 'ses-1';
    },
    resultsBucket: 'results-bucket',
    senderAddress: 'rollcall@saas.example',
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
      to: ['ann@example.com'],
      from: 'rollcall@saas.example',
      messageId: `<${IMPORT_ID}@saas.example>`,
    });
    expect(imports.item?.notification).toEqual({ status: 'SENT', at: NOW.toISOString(), messageId: 'ses-1' });
  });

  it('notifies the operator if the sender gave no address', async () => {
    const { mails, run } = notifying({
      options: { mode: 'upsert', onBlank: 'keep', duplicates: 'apply' },
    });
    await run();
    expect(mails[0]?.to).toEqual(['operators@saas.example']);
  });

  it.each([
    ['those whom the tenant names, where the sender left no address', undefined, BOTH],
    ['the sender and not those whom the tenant names', 'ann@example.com', ['ann@example.com']],
  ])('tells %s', async (_, notify, expected) => {
    const { mails, run } = notifying({
      options: { mode: 'upsert', onBlank: 'keep', duplicates: 'apply', ...(notify && { notify }) },
      settings: { ...NO_SETTINGS, notify: BOTH },
    });
    await run();
    expect(mails[0]?.to).toEqual(expected);
    const message = (await composeMail(mails[0] as Mail)).toString();
    expect(message).toContain(`To: ${expected.join(', ')}\r\n`);
  });

  it('gives the right to send back when SES refuses, and sends at the next try', async () => {
    const { mails, run } = notifying({}, 1);
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
      expect(whole.includes(`s3://results-bucket/imports/${IMPORT_ID}/${name}`)).toBe(
        !attached.includes(name),
      );
    }
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
