import type { Server as HttpServer } from 'node:http';
import type { AddressInfo, Server } from 'node:net';

/**
 * Listens on 127.0.0.1.
 * @param port 0 for any free port
 * @returns the endpoint, without a trailing slash
 * @throws an error that says what to do, if the port cannot be used
 */
export function listen(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const refused = (error: NodeJS.ErrnoException) => reject(explain(error, port));
    server.once('error', refused);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', refused);
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
  });
}

const REASONS: Readonly<Record<string, (port: number) => string>> = {
  EADDRINUSE: (port) => `Port ${port} is used by another program. Stop that program, or choose another port.`,
  EACCES: (port) => `Port ${port} needs the rights of an administrator. Choose a port from 1024 to 65535.`,
};

function explain(error: NodeJS.ErrnoException, port: number): Error {
  const reason = REASONS[error.code ?? ''];
  return reason === undefined ? error : new Error(reason(port), { cause: error });
}

/** How long a request may still take when its server closes. */
const graceMs = 2000;

/** Stops listening, waits for running requests up to the grace period, and closes idle connections. */
export function closeServer(server: HttpServer): Promise<void> {
  return new Promise((resolve, reject) => {
    const graceTimer = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close((error) => {
      clearTimeout(graceTimer);
      // dynalite's own close() reports success as null.
      if (error instanceof Error) reject(error);
      else resolve();
    });
    server.closeIdleConnections();
  });
}
