import { once } from 'node:events';
import { createServer, type Socket, connect as tcpConnect } from 'node:net';
import { listen } from './listen.ts';

/** The other processes that use a cloud. Each keeps a connection open while it uses the cloud; the connection closes however the process ends. */
export interface CloudClients {
  /** For `joinAsClient`. */
  readonly endpoint: string;
  count(): number;
  /** Resolves when no client is connected. */
  allGone(): Promise<void>;
  /** Refuses new clients from now on, unless a client is connected. @returns whether new clients are refused */
  stopAcceptingIfUnused(): boolean;
  close(): Promise<void>;
}

const WELCOME = 'welcome\n';

export async function acceptClients(): Promise<CloudClients> {
  const connected = new Set<Socket>();
  const disconnections = new EventTarget();
  let refusesClients = false;
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    if (refusesClients) {
      socket.destroy();
      return;
    }
    connected.add(socket);
    socket.once('close', () => {
      connected.delete(socket);
      disconnections.dispatchEvent(new Event('left'));
    });
    // Data from the client is ignored, but its end must be noticed.
    socket.resume();
    socket.write(WELCOME);
  });
  const endpoint = await listen(server, 0);
  return {
    endpoint,
    count: () => connected.size,
    async allGone() {
      while (connected.size > 0) await once(disconnections, 'left');
    },
    stopAcceptingIfUnused() {
      refusesClients = connected.size === 0;
      return refusesClients;
    },
    async close() {
      refusesClients = true;
      for (const socket of connected) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export interface ClientConnection {
  /** Resolves when the cloud or the connection has ended. */
  readonly ended: Promise<void>;
  leave(): void;
}

/** Connects to the cloud as a client. @returns undefined when the cloud refuses new clients, does not answer, or has ended */
export async function joinAsClient(
  endpoint: string,
  withinMs = 60_000,
): Promise<ClientConnection | undefined> {
  const { hostname, port } = new URL(endpoint);
  const socket = tcpConnect(Number(port), hostname);
  socket.on('error', () => undefined);
  // A stopped process (SIGSTOP) accepts the connection and sends nothing.
  socket.setTimeout(withinMs, () => socket.destroy());
  const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const welcomed = new Promise<true>((resolve) => socket.once('data', () => resolve(true)));
  if ((await Promise.race([welcomed, ended])) === undefined) return undefined;
  socket.setTimeout(0);
  // The connection must not keep the process alive.
  socket.unref();
  return { ended, leave: () => socket.destroy() };
}
