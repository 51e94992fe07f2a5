import { getStoreReadonly } from 'aws-ses-v2-local/dist/store.js';
import { parseMailName, readMails } from './mailbox.ts';

/** How many of the kept mails the page shows after a start: parsing them takes a few milliseconds each. */
const shown = 100;

/** Shows the newest kept mails in the inbox again, each with its own id and time. */
export async function refillInbox(inner: string, mailDirectory: string): Promise<void> {
  for (const { file, raw } of (await readMails(mailDirectory)).slice(-shown)) {
    const answer = await fetch(inner, {
      method: 'POST',
      headers: { authorization: 'AWS local' },
      body: new URLSearchParams({ Action: 'SendRawEmail', 'RawMessage.Data': raw.toString('base64') }),
    });
    const mail = answer.ok ? getStoreReadonly().emails.at(-1) : undefined;
    if (mail === undefined) continue;
    const { atMs, messageId } = parseMailName(file);
    mail.messageId = messageId;
    mail.at = Math.floor(atMs / 1000);
  }
}
