import type { Server as HttpServer } from 'node:http';
import type { AddressInfo, Server } from 'node:net';

/**
 * Listens on this machine only.
 * @param port 0 takes a free one
 * @returns the endpoint, without a slash at its end
 */
export function listen(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
  });
}

/** How long a request may take to end once its server closes. */
const graceMs = 2000;

/** Stops listening, lets requests end that are under way, and drops connections that are kept alive. */
export function closeServer(server: HttpServer): Promise<void> {
  return new Promise((resolve, reject) => {
    const impatient = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close((error) => {
      clearTimeout(impatient);
      // dynalite's own close() reports success as null.
      if (error instanceof Error) reject(error);
      else resolve();
    });
    server.closeIdleConnections();
  });
}
