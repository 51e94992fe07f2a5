import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { storeMail } from './mailbox.ts';
import { sesError } from './ses-error.ts';

/** SES v1: 10 MB after encoding (https://docs.aws.amazon.com/ses/latest/dg/quotas.html). */
const maxRawBytes = 10 * 1024 * 1024;

/**
 * Handles requests to SES. A mail is on disk, as it was sent, before the request is answered. SendRawEmail of v1 is
 * handled here; all other requests are forwarded to the inbox.
 * @param inbox starts the inbox at its first call, and resolves to its endpoint
 */
export function createRecorder(inbox: () => Promise<string>, mailDirectory: string): RequestListener {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await buffer(request);
    const form = readForm(request, body);
    const sent = form === undefined ? rawContent(body) : decode(form.get('RawMessage.Data'));
    if (sent !== undefined && sent.length > maxRawBytes) {
      const message = `Message length is more than ${maxRawBytes} bytes long: '${sent.length}'.`;
      response.writeHead(400).end(sesError('InvalidParameterValue', message));
    } else if (sent !== undefined && form !== undefined && request.headers.authorization?.startsWith('AWS')) {
      await acceptRawMail(form, sent, response);
    } else await forwardToInbox(request, body, sent, response);
  };

  async function acceptRawMail(form: URLSearchParams, raw: Buffer, response: ServerResponse): Promise<void> {
    if (!form.has('Source') && !hasSender(raw)) {
      response.writeHead(400).end(sesError('InvalidParameterValue', 'the message has no From header'));
      return;
    }
    const messageId = randomUUID();
    await storeMail(mailDirectory, messageId, raw, new Date());
    response.writeHead(200, { 'content-type': 'text/xml' }).end(sendRawEmailResponse(messageId));
  }

  async function forwardToInbox(
    request: IncomingMessage,
    body: Buffer,
    sent: Buffer | undefined,
    response: ServerResponse,
  ): Promise<void> {
    const inner = await inbox();
    const answered = await forward(inner, request, body);
    const text = Buffer.from(await answered.arrayBuffer());
    const messageId = answered.ok ? readMessageId(text.toString('utf8')) : undefined;
    if (messageId !== undefined) {
      await storeMail(mailDirectory, messageId, sent ?? (await renderedMail(inner, messageId)), new Date());
    }
    const contentType = answered.headers.get('content-type') ?? 'text/plain';
    if (answered.ok || !contentType.includes('json') || request.url !== '/') {
      response.writeHead(answered.status, { 'content-type': contentType }).end(text);
    } else {
      // The package answers errors in JSON, but an SDK of v1 expects XML.
      response.writeHead(answered.status).end(sesError('InvalidParameterValue', text.toString('utf8')));
    }
  }

  return (request, response) => {
    // A full disk or a closed connection: the mail was not accepted, and its sender may retry.
    answer(request, response).catch((error: Error) =>
      response.writeHead(500).end(sesError('InternalFailure', error.message)),
    );
  };
}

/** The fields of a v1 request; undefined for v2, which sends JSON, and for the web page. */
function readForm({ headers }: IncomingMessage, body: Buffer): URLSearchParams | undefined {
  const isForm = headers['content-type']?.includes('x-www-form-urlencoded') ?? false;
  return isForm ? new URLSearchParams(body.toString('utf8')) : undefined;
}

/** The MIME message of v2's raw content; undefined for mails that SES composes. */
function rawContent(body: Buffer): Buffer | undefined {
  try {
    const { Content } = JSON.parse(body.toString('utf8')) as { Content?: { Raw?: { Data?: string } } };
    return decode(Content?.Raw?.Data);
  } catch {
    return undefined;
  }
}

function decode(base64: string | null | undefined): Buffer | undefined {
  return base64 === null || base64 === undefined ? undefined : Buffer.from(base64, 'base64');
}

/** Whether the header, which ends at the first empty line, has a From field. */
function hasSender(raw: Buffer): boolean {
  const [header = ''] = raw.toString('latin1').split(/\r?\n\r?\n/, 1);
  return /^from:[ \t]*(\r?\n[ \t]+)?\S/im.test(header);
}

function sendRawEmailResponse(messageId: string): string {
  return `<SendRawEmailResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><SendRawEmailResult><MessageId>${messageId}</MessageId></SendRawEmailResult></SendRawEmailResponse>`;
}

/** From v1's XML or v2's JSON; undefined for responses of the web page. */
function readMessageId(answer: string): string | undefined {
  const found = /^<\?xml[\s\S]*<MessageId>([\w-]+)<|^\{"MessageId":"([\w-]+)"\}$/.exec(answer);
  return found?.[1] ?? found?.[2];
}

async function renderedMail(inner: string, messageId: string): Promise<Buffer> {
  const answer = await fetch(`${inner}/get-emlContent?${new URLSearchParams({ messageId })}`);
  const { body } = (await answer.json()) as { body: { data: readonly number[] } };
  return Buffer.from(body.data);
}

function forward(inner: string, request: IncomingMessage, body: Buffer): Promise<Response> {
  const headers = new Headers();
  for (const name of ['content-type', 'authorization', 'accept', 'x-amz-target']) {
    const value = request.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD';
  return fetch(new URL(request.url ?? '/', inner), {
    method: request.method ?? 'GET',
    headers,
    ...(hasBody ? { body: new Uint8Array(body) } : {}),
  });
}
