import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import type { Socket } from 'node:net';
import type { Deadline } from './deadline.ts';
import { FetchRefused } from './fetch-refused.ts';

/**
 * Sends a message by POST over the connection.
 * @returns the HTTP status and `Retry-After`. The body of the answer is not read
 * @throws FetchRefused
 */
export async function sendMessage(
  url: URL,
  connection: Socket,
  message: { readonly headers: Readonly<Record<string, string>>; readonly body: string },
  deadline: Deadline,
): Promise<{ readonly status: number; readonly retryAfter?: string | undefined }> {
  const asked = request({
    // A connection of our own: no agent takes part, and so no proxy from the environment and no other request's socket.
    createConnection: () => connection,
    method: 'POST',
    path: url.pathname + url.search,
    setHost: false,
    headers: {
      host: url.host,
      'user-agent': 'Rollcall',
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(message.body)),
      ...message.headers,
      connection: 'close',
    },
    insecureHTTPParser: false,
  });
  const answer = await deadline.within(
    answerOf(asked, message.body),
    (cause) => new FetchRefused('UNREACHABLE', `${url.host} gives no proper HTTP answer`, { cause }),
  );
  answer.on('error', () => {});
  answer.destroy();
  return { status: answer.statusCode ?? 0, retryAfter: answer.headers['retry-after'] };
}

function answerOf(asked: ClientRequest, body: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    asked.once('response', resolve).on('error', reject);
    // The only event of a server that switches protocols.
    asked.once('close', () => reject(new Error('the connection was closed without an answer')));
    asked.end(body);
  });
}
