import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { closeServer, listen } from '../../../../local/listen.ts';

/** A web server on this machine that remembers who came. */
export interface Site extends AsyncDisposable {
  readonly port: number;
  /** Requests, in order of arrival. */
  readonly requests: readonly IncomingMessage[];
  /** TCP connections so far, with and without a request. */
  connections(): number;
}

export async function startSite(
  answer: RequestListener,
  tls?: { readonly key: string; readonly cert: string },
): Promise<Site> {
  const requests: IncomingMessage[] = [];
  let connections = 0;
  const listener: RequestListener = (request, response) => {
    requests.push(request);
    answer(request, response);
  };
  const server: Server = tls === undefined ? createServer(listener) : createSecureServer(tls, listener);
  server.on('connection', () => {
    connections += 1;
  });
  await listen(server, 0);
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    connections: () => connections,
    [Symbol.asyncDispose]: async () => {
      const closed = closeServer(server);
      server.closeAllConnections();
      await closed;
    },
  };
}
