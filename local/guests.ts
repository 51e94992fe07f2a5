import { once } from 'node:events';
import { createServer, type Socket, connect as tcpConnect } from 'node:net';
import { listen } from './listen.ts';

/** The other processes that use a cloud: each holds a connection open for as long as it does, however it ends. */
export interface Guests {
  /** Where they knock, for `joinAsGuest`. */
  readonly endpoint: string;
  count(): number;
  /** Resolves when none is left. */
  gone(): Promise<void>;
  /** From now on nobody is let in, unless somebody is in already. @returns whether the door is shut */
  shut(): boolean;
  close(): Promise<void>;
}

const WELCOME = 'welcome\n';

export async function receiveGuests(): Promise<Guests> {
  const inside = new Set<Socket>();
  const leaving = new EventTarget();
  let isShut = false;
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    if (isShut) {
      socket.destroy();
      return;
    }
    inside.add(socket);
    socket.once('close', () => {
      inside.delete(socket);
      leaving.dispatchEvent(new Event('left'));
    });
    // What it sends is not read, but its end is noticed.
    socket.resume();
    socket.write(WELCOME);
  });
  const endpoint = await listen(server, 0);
  return {
    endpoint,
    count: () => inside.size,
    async gone() {
      while (inside.size > 0) await once(leaving, 'left');
    },
    shut() {
      isShut = inside.size === 0;
      return isShut;
    },
    async close() {
      isShut = true;
      for (const socket of inside) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export interface Stay {
  /** Resolves when the cloud has ended, or the stay. */
  readonly ended: Promise<void>;
  leave(): void;
}

/** Tells the cloud that it is used; undefined when it lets nobody in any more, does not answer, or is gone. */
export async function joinAsGuest(endpoint: string, withinMs = 60_000): Promise<Stay | undefined> {
  const { hostname, port } = new URL(endpoint);
  const socket = tcpConnect(Number(port), hostname);
  socket.on('error', () => undefined);
  // A process that was halted listens, and says nothing.
  socket.setTimeout(withinMs, () => socket.destroy());
  const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const welcomed = new Promise<true>((resolve) => socket.once('data', () => resolve(true)));
  if ((await Promise.race([welcomed, ended])) === undefined) return undefined;
  socket.setTimeout(0);
  // Nobody is kept alive by having come: who waits for something else must keep itself alive.
  socket.unref();
  return { ended, leave: () => socket.destroy() };
}
