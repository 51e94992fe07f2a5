import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { keepMail } from './mailbox.ts';
import { sesError } from './ses-error.ts';

/** SES v1: 10 MB after encoding (https://docs.aws.amazon.com/ses/latest/dg/quotas.html). */
const maxRawBytes = 10 * 1024 * 1024;

/**
 * Stands before the inbox: whatever SES takes lies on disk as it was sent before the sender is told so.
 * @param inbox its endpoint, once it has started
 */
export function createRecorder(inbox: Promise<string>, mailDirectory: string): RequestListener {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await buffer(request);
    const sent = rawMessage(request, body);
    if (sent !== undefined && sent.length > maxRawBytes) {
      const message = `Message length is more than ${maxRawBytes} bytes long: '${sent.length}'.`;
      response.writeHead(400).end(sesError('InvalidParameterValue', message));
      return;
    }
    const inner = await inbox;
    const answered = await forward(inner, request, body);
    const text = Buffer.from(await answered.arrayBuffer());
    const messageId = answered.ok ? readMessageId(text.toString('utf8')) : undefined;
    if (messageId !== undefined) {
      await keepMail(mailDirectory, messageId, sent ?? (await renderedMail(inner, messageId)), new Date());
    }
    const contentType = answered.headers.get('content-type') ?? 'text/plain';
    if (answered.ok || !contentType.includes('json') || request.url !== '/') {
      response.writeHead(answered.status, { 'content-type': contentType }).end(text);
    } else {
      // The package refuses in JSON; an SDK that speaks v1 expects XML.
      response.writeHead(answered.status).end(sesError('InvalidParameterValue', text.toString('utf8')));
    }
  };
  return (request, response) => {
    // A full disk, a sender that went away: the mail was not taken, and its sender may try again.
    answer(request, response).catch((error: Error) =>
      response.writeHead(500).end(sesError('InternalFailure', error.message)),
    );
  };
}

/** Of v1's XML, or v2's JSON. The page that shows the mails has none of its own. */
function readMessageId(answer: string): string | undefined {
  const found = /^<\?xml[\s\S]*<MessageId>([\w-]+)<|^\{"MessageId":"([\w-]+)"\}$/.exec(answer);
  return found?.[1] ?? found?.[2];
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
