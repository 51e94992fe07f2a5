import type { IncomingMessage, RequestListener } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { keepMail } from './mailbox.ts';
import { sesError } from './ses-error.ts';

/** SES v1: 10 MB after encoding (https://docs.aws.amazon.com/ses/latest/dg/quotas.html). */
const maxRawBytes = 10 * 1024 * 1024;

/**
 * Stands before the inbox: whatever SES takes lies on disk as it was sent before the sender is told so.
 * @param inner endpoint of the inbox
 */
export function createRecorder(inner: string, mailDirectory: string): RequestListener {
  return async (request, response) => {
    const body = await buffer(request);
    const sent = rawMessage(request, body);
    if (sent !== undefined && sent.length > maxRawBytes) {
      const message = `Message length is more than ${maxRawBytes} bytes long: '${sent.length}'.`;
      return void response.writeHead(400).end(sesError('InvalidParameterValue', message));
    }
    const answer = await forward(inner, request, body);
    const answered = Buffer.from(await answer.arrayBuffer());
    if (answer.ok && request.method === 'POST') {
      const messageId = /<MessageId>([^<]+)<|"MessageId":"([^"]+)"/.exec(answered.toString('utf8'));
      const id = messageId?.[1] ?? messageId?.[2];
      if (id !== undefined)
        await keepMail(mailDirectory, id, sent ?? (await renderedMail(inner, id)), new Date());
    }
    const contentType = answer.headers.get('content-type') ?? 'text/plain';
    if (answer.ok || !contentType.includes('json') || request.url !== '/') {
      return void response.writeHead(answer.status, { 'content-type': contentType }).end(answered);
    }
    // The package refuses in JSON; an SDK that speaks v1 expects XML.
    response.writeHead(answer.status).end(sesError('InvalidParameterValue', answered.toString('utf8')));
  };
}

/** The MIME of v1's SendRawEmail and of v2's raw content; undefined for mails that SES itself composes. */
function rawMessage({ headers }: IncomingMessage, body: Buffer): Buffer | undefined {
  const isForm = headers['content-type']?.includes('x-www-form-urlencoded') ?? false;
  const base64 = isForm
    ? new URLSearchParams(body.toString('utf8')).get('RawMessage.Data')
    : rawContent(body);
  return base64 === null || base64 === undefined ? undefined : Buffer.from(base64, 'base64');
}

function rawContent(body: Buffer): string | undefined {
  try {
    return (JSON.parse(body.toString('utf8')) as { Content?: { Raw?: { Data?: string } } }).Content?.Raw
      ?.Data;
  } catch {
    return undefined;
  }
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
