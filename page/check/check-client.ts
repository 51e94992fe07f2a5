import type {
  AskOf,
  CheckEvent,
  CheckReply,
  CheckRequest,
  FromWorker,
  ReplyOf,
  RequestKind,
} from './protocol.ts';

/** A Worker, or what stands for one in a test. */
export interface CheckPort {
  postMessage(request: CheckRequest): void;
  onmessage: ((event: { readonly data: FromWorker }) => void) | null;
  terminate(): void;
}

export interface CheckClient {
  /** @throws Error if the worker could not answer */
  ask<K extends RequestKind>(kind: K, ask: AskOf<K>): Promise<ReplyOf<K>>;
  /** Ends the worker. What was asked is not answered any more. */
  end(): void;
}

/** Asks a check worker. `onEvent` gets its progress. */
export function createCheckClient(port: CheckPort, onEvent: (event: CheckEvent) => void): CheckClient {
  const open = new Map<number, (reply: CheckReply) => void>();
  let lastId = 0;
  port.onmessage = ({ data }) => {
    if ('event' in data) return onEvent(data);
    open.get(data.id)?.(data);
    open.delete(data.id);
  };
  return {
    ask<K extends RequestKind>(kind: K, ask: AskOf<K>) {
      const id = ++lastId;
      return new Promise<ReplyOf<K>>((resolve, reject) => {
        open.set(id, (reply) =>
          reply.ok ? resolve(reply.reply as ReplyOf<K>) : reject(new Error(reply.message)),
        );
        port.postMessage({ id, kind, ask } as CheckRequest);
      });
    },
    end() {
      open.clear();
      port.terminate();
    },
  };
}
