import type { Server as HttpServer } from 'node:http';
import type { AddressInfo, Server } from 'node:net';

/**
 * Listens on 127.0.0.1.
 * @param port 0 for any free port
 * @returns the endpoint, without a trailing slash
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
