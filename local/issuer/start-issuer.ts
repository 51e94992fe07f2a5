import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from '../http.ts';
import { closeServer, listen } from '../listen.ts';

export interface IssuerService {
  /** Also the name of the issuer. */
  readonly endpoint: string;
  close(): Promise<void>;
}

type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;

const HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** Starts the issuer. It costs nothing until its first request. */
export async function startIssuer(port = 0): Promise<IssuerService> {
  let answering: Promise<Answer> | undefined;
  const server = createServer((request, response) => {
    // A page of another host whose name leads to this machine (rebinding) has the other name.
    if (`http://${request.headers.host}` !== endpoint) return response.writeHead(421).end();
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    answering ??= load(endpoint);
    answering.then(
      (answer) => answer(request, response),
      (error: Error) => response.writeHead(500).end(error.message),
    );
    return undefined;
  });
  const endpoint = await listen(server, port);
  return { endpoint, close: () => closeServer(server) };
}

async function load(endpoint: string): Promise<Answer> {
  const { createProvider } = await import('./create-provider.ts');
  return (await createProvider(endpoint)).callback();
}
