import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Receiver extends AsyncDisposable {
  readonly url: string;
  readonly received: readonly Received[];
  /** The status of later answers. */
  answerWith(status: number, headers?: Readonly<Record<string, string>>): void;
  /** Resolves when a condition holds for what was received. */
  until(holds: (received: readonly Received[]) => boolean): Promise<void>;
}

/** A receiver of webhooks on this machine. */
export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const waiting = new Set<() => void>();
  let answer = { status: 204, headers: {} };
  const server = createServer(async (request, response) => {
    const body = await text(request);
    response.writeHead(answer.status, answer.headers).end();
    received.push({ headers: request.headers, body });
    for (const check of waiting) check();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/hook`,
    received,
    answerWith: (status, headers = {}) => {
      answer = { status, headers };
    },
    until: (holds) =>
      new Promise((resolve) => {
        const check = () => {
          if (!holds(received)) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The message, if its signature is right. @throws WebhookVerificationError */
export function verified({ headers, body }: Received, secret: string) {
  return new Webhook(secret).verify(body, headers as Record<string, string>) as {
    readonly type: string;
    readonly timestamp: string;
    readonly data: Readonly<Record<string, unknown>>;
  };
}
