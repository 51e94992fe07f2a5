import { SESClient, SendEmailCommand, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { describe, expect, it, onTestFinished } from 'vitest';
import { clientConfig } from '../../../local/client-config.ts';
import { readMails } from '../../../local/ses/mailbox.ts';
import { startSes } from '../../../local/ses/start-ses.ts';
import { temporaryDirectory } from '../temporary-directory.ts';

interface Shown {
  readonly emails: readonly { readonly messageId: string; readonly subject: string; readonly at: number }[];
}

async function startMailbox(mailDirectory: string) {
  const service = await startSes({ mailDirectory, port: 0 });
  const client = new SESClient({ ...clientConfig(service.endpoint, 'eu-central-1'), maxAttempts: 1 });
  let closed = false;
  const close = async (): Promise<void> => {
    if (closed) return;
    closed = true;
    client.destroy();
    await service.close();
  };
  onTestFinished(close);
  const shown = async () => ((await (await fetch(`${service.endpoint}/store`)).json()) as Shown).emails;
  const send = (mime: string | Buffer) =>
    client.send(new SendRawEmailCommand({ RawMessage: { Data: Buffer.from(mime) } }));
  return { client, close, send, shown, endpoint: service.endpoint };
}

const mail = (subject: string, body = 'done'): string =>
  `From: rollcall@example.com\r\nTo: ada@example.com\r\nSubject: ${subject}\r\n\r\n${body}\r\n`;

describe('a raw mail', () => {
  it('is shown in an inbox that was open before', async () => {
    const { send, shown } = await startMailbox(await temporaryDirectory());
    expect(await shown()).toEqual([]);
    const { MessageId } = await send(mail('later'));
    expect(await shown()).toMatchObject([{ messageId: MessageId, subject: 'later' }]);
  });

  it('is stored byte for byte, and shown in the inbox', async () => {
    const directory = await temporaryDirectory();
    const { send, shown, endpoint } = await startMailbox(directory);
    const raw = Buffer.from(mail('Grüße', 'bytes: \u00ff\u0000 +&=%'), 'latin1');
    const { MessageId } = await send(raw);
    const [kept, ...others] = await readMails(directory);
    expect(kept?.raw.equals(raw)).toBe(true);
    expect(others).toEqual([]);
    expect(kept?.file).toContain(MessageId);
    expect(await shown()).toMatchObject([{ messageId: MessageId }]);
    expect(await (await fetch(endpoint)).text()).toContain('<html');
  });

  it('survives a restart, with its id and its time', async () => {
    const directory = await temporaryDirectory();
    const first = await startMailbox(directory);
    await first.send(mail('one'));
    await first.send(mail('two'));
    const before = await first.shown();
    await first.close();
    const second = await startMailbox(directory);
    expect((await second.shown()).map(({ subject }) => subject)).toEqual(['one', 'two']);
    expect((await second.shown()).map(({ messageId }) => messageId)).toEqual(before.map((m) => m.messageId));
    expect(await readMails(directory)).toHaveLength(2);
  });

  it('is refused with an SDK error and not stored, if SES would refuse it', async () => {
    const directory = await temporaryDirectory();
    const { send } = await startMailbox(directory);
    await expect(send(mail('big', 'x'.repeat(10_500_000)))).rejects.toMatchObject({
      name: 'InvalidParameterValue',
      message: expect.stringContaining('Message length is more than 10485760 bytes long'),
    });
    await expect(send('Subject: x\r\n\r\nno sender')).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    });
    expect(await readMails(directory)).toEqual([]);
  });
});

describe('a mail that SES composes', () => {
  it('is stored as it was composed', async () => {
    const directory = await temporaryDirectory();
    const { client } = await startMailbox(directory);
    await client.send(
      new SendEmailCommand({
        Source: 'rollcall@example.com',
        Destination: { ToAddresses: ['ada@example.com'] },
        Message: { Subject: { Data: 'composed' }, Body: { Text: { Data: 'hello Ada' } } },
      }),
    );
    const [kept] = await readMails(directory);
    expect(kept?.raw.toString()).toMatch(/Subject: composed[\s\S]*hello Ada/);
  });
});
