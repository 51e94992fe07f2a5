import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import type { Socket } from 'node:net';
import { addAbortSignal } from 'node:stream';
import type { Deadline } from './deadline.ts';
import { FetchRefused } from './fetch-refused.ts';

/**
 * Asks for the file over the connection. An answer comes back only if its body is the file: 200, not compressed in
 * transfer, not announced as larger than allowed.
 *
 * @throws FetchRefused
 */
export async function requestFile(
  url: URL,
  connection: Socket,
  maxBytes: number,
  deadline: Deadline,
): Promise<IncomingMessage> {
  const asked = request({
    // A connection of our own: no agent takes part, and so no proxy from the environment and no other request's socket.
    createConnection: () => connection,
    path: url.pathname + url.search,
    setHost: false,
    headers: {
      host: url.host,
      'user-agent': 'Rollcall',
      accept: 'text/csv, */*;q=0.5',
      'accept-encoding': 'identity',
      connection: 'close',
    },
    insecureHTTPParser: false,
  });
  const answer = await deadline.within(
    answerOf(asked),
    (cause) => new FetchRefused('UNREACHABLE', `${url.host} gives no proper HTTP answer`, { cause }),
  );
  answer.on('error', () => {});
  addAbortSignal(deadline.signal, answer);
  deadline.answered();
  judgeAnswer(answer, url.host, maxBytes);
  return answer;
}

function answerOf(asked: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    asked.once('response', resolve).on('error', reject);
    // The only event of a server that switches protocols.
    asked.once('close', () => reject(new Error('the connection was closed without an answer')));
    asked.end();
  });
}

function judgeAnswer({ statusCode = 0, headers }: IncomingMessage, host: string, maxBytes: number): void {
  if (statusCode >= 300 && statusCode < 400) {
    throw new FetchRefused(
      'REDIRECTED',
      `expected the file, found a redirect (${statusCode}) at ${host}; give the URL that it leads to`,
    );
  }
  if (statusCode !== 200) {
    throw new FetchRefused('NOT_OK', `expected the file, found HTTP status ${statusCode} at ${host}`);
  }
  const codings = [headers['content-encoding'], headers['transfer-encoding']?.replace(/\bchunked$/i, '')];
  if (codings.some((coding) => !/^(identity)?$/i.test(coding?.trim() ?? ''))) {
    throw new FetchRefused(
      'ENCODED',
      `expected the file as it is, found it compressed in transfer by ${host}; let the server honour "Accept-Encoding: identity"`,
    );
  }
  if (Number(headers['content-length'] ?? 0) > maxBytes) throw tooLarge(maxBytes);
}

export function tooLarge(maxBytes: number): FetchRefused {
  return new FetchRefused('TOO_LARGE', `expected at most ${maxBytes} bytes; upload the file, or divide it`);
}
