import { createServer } from 'node:http';
import { listen } from '../../../local/listen.ts';

export interface HostPage extends AsyncDisposable {
  readonly address: string;
  /** The same page, under a name that the stage does not allow to embed. It is this machine in every browser. */
  readonly foreignAddress: string;
  /** How often a session was asked for. */
  readonly asked: () => number;
}

export interface HostPageOptions {
  /** Of the page of Rollcall. */
  readonly rollcall: string;
  /** Of the element. */
  readonly attributes: string;
  /** @returns the token of a new session; undefined: the backend has none */
  readonly createSession: () => Promise<string | undefined>;
}

/** A page of another company, with the element and a backend. It keeps the events of the element in `window.events`. */
export async function startHost({ rollcall, attributes, createSession }: HostPageOptions): Promise<HostPage> {
  let asked = 0;
  const server = createServer(async ({ url, method }, response) => {
    if (url === '/session' && method === 'POST') {
      asked += 1;
      const token = await createSession();
      response.writeHead(token === undefined ? 403 : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ token }));
    } else if (url === '/') {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.end(pageOf(rollcall, attributes));
    } else response.writeHead(url === '/favicon.ico' ? 204 : 404).end();
  });
  const address = await listen(server, 0);
  return {
    address,
    foreignAddress: `http://other-company.localhost:${new URL(address).port}`,
    asked: () => asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function pageOf(rollcall: string, attributes: string): string {
  return `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>Another company</title><script src="${rollcall}/embed.js"></script></head>
  <body>
    <main><h1>Another company</h1><rollcall-import session-url="/session" ${attributes}></rollcall-import></main>
    <script>
      window.events = [];
      for (const type of ['completed', 'failed', 'closed'])
        document.addEventListener(type, ({ detail }) => events.push({ type, status: detail?.status, importId: detail?.importId }));
    </script>
  </body>
</html>`;
}
