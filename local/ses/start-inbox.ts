import type { AddressInfo } from 'node:net';
import sesLocal from 'aws-ses-v2-local';
import { getStoreReadonly } from 'aws-ses-v2-local/dist/store.js';
import { parseMailName, readMails } from './mailbox.ts';

/** How many of the kept mails the page shows after a start: parsing them takes a few milliseconds each. */
const shown = 100;

/**
 * Starts the package that answers for SES and shows the mails, with the newest kept ones in it again.
 * @returns its endpoint
 */
export async function startInbox(mailDirectory: string): Promise<string> {
  const server = await sesLocal.default({ host: '127.0.0.1', port: 0 });
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (const { file, raw } of (await readMails(mailDirectory)).slice(-shown))
    await refill(endpoint, file, raw);
  return endpoint;
}

/** Sends a kept mail once more, past the recorder, and gives it its own id and time back. */
async function refill(endpoint: string, file: string, raw: Buffer): Promise<void> {
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: { authorization: 'AWS local' },
    body: new URLSearchParams({ Action: 'SendRawEmail', 'RawMessage.Data': raw.toString('base64') }),
  });
  const mail = answer.ok ? getStoreReadonly().emails.at(-1) : undefined;
  if (mail === undefined) return;
  const { atMs, messageId } = parseMailName(file);
  mail.messageId = messageId;
  mail.at = Math.floor(atMs / 1000);
}
