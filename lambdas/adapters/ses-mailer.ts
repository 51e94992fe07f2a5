import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import { awsClientConfig } from './aws-client-config.ts';

export interface Mail {
  readonly from: string;
  /** At least one. Each of them sees the others. */
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** The same for every attempt, so that mail systems can tell a repetition. */
  readonly messageId: string;
  readonly attachments: readonly {
    readonly filename: string;
    readonly contentType: string;
    readonly content: Buffer;
  }[];
}

/** Resolves to SES's id of the message. */
export type SendMail = (mail: Mail) => Promise<string>;

export function createSesMailer(client = new SESClient(awsClientConfig())): SendMail {
  return async (mail) => {
    const raw = await composeMail(mail);
    const answer = await client.send(
      new SendRawEmailCommand({ Source: mail.from, Destinations: [...mail.to], RawMessage: { Data: raw } }),
    );
    return answer.MessageId ?? '';
  };
}

/** The mail as MIME bytes. */
export function composeMail(mail: Mail): Promise<Buffer> {
  return new MailComposer({
    ...mail,
    to: [...mail.to],
    attachments: [...mail.attachments],
    encoding: 'utf-8',
  })
    .compile()
    .build();
}
