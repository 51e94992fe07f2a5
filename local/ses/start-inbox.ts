import type { AddressInfo } from 'node:net';
import sesLocal from 'aws-ses-v2-local';
import { getStoreReadonly } from 'aws-ses-v2-local/dist/store.js';
import { parseMailName, readMails } from './mailbox.ts';

/** The number of stored mails that the page shows at first. Parsing takes some milliseconds for each. */
const shown = 100;

/** The authorization header that marks requests from `show`. */
const FILLING = 'AWS local';

/**
 * Starts the package that shows the mails, and that handles the operations of SES that the recorder does not handle.
 * Before each request it loads the mails that were stored since the previous request, and at first the newest ones.
 * @returns its endpoint
 */
export async function startInbox(mailDirectory: string): Promise<string> {
  const server = await sesLocal.default({ host: '127.0.0.1', port: 0 });
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const read = new Set<string>();
  const older = (await readMails(mailDirectory)).slice(0, -shown);
  for (const { file } of older) read.add(file);

  async function catchUp(): Promise<void> {
    for (const { file, raw } of await readMails(mailDirectory)) {
      if (read.has(file)) continue;
      read.add(file);
      await show(endpoint, file, raw);
    }
  }

  let caughtUp = Promise.resolve();
  const [answer] = server.listeners('request');
  server.removeAllListeners('request');
  server.on('request', async (request, response) => {
    if (request.headers.authorization !== FILLING) {
      caughtUp = caughtUp.then(catchUp, catchUp);
      // A mail that cannot be read must not hide the others.
      await caughtUp.catch(() => undefined);
    }
    answer?.call(server, request, response);
  });
  return endpoint;
}

/** Adds a stored mail to the package with its original id and time, unless the package itself composed it. */
async function show(endpoint: string, file: string, raw: Buffer): Promise<void> {
  const { atMs, messageId } = parseMailName(file);
  if (getStoreReadonly().emails.some((mail) => mail.messageId === messageId)) return;
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: { authorization: FILLING },
    body: new URLSearchParams({ Action: 'SendRawEmail', 'RawMessage.Data': raw.toString('base64') }),
  });
  const mail = answer.ok ? getStoreReadonly().emails.at(-1) : undefined;
  if (mail === undefined) return;
  mail.messageId = messageId;
  mail.at = Math.floor(atMs / 1000);
}
