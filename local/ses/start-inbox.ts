import type { AddressInfo } from 'node:net';
import sesLocal from 'aws-ses-v2-local';
import { getStoreReadonly } from 'aws-ses-v2-local/dist/store.js';
import { parseMailName, readMails } from './mailbox.ts';

/** How many of the kept mails the page shows at first: parsing them takes a few milliseconds each. */
const shown = 100;

/** Marks the requests by which the inbox fills itself. */
const FILLING = 'AWS local';

/**
 * Starts the package that shows the mails, and answers for the operations of SES that the recorder does not answer.
 * Before each request it reads the mails that were kept since the one before: at first the newest ones.
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

/** Sends a kept mail to the package, past the recorder, and gives it its own id and time. Mails that the package composed are there. */
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
