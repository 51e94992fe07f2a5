import type { CheckRequest } from '../protocol.ts';
import { installBuffer } from './install-buffer.ts';

/** Of a DedicatedWorkerGlobalScope. */
interface Scope {
  postMessage(message: unknown): void;
  onmessage: ((event: { readonly data: CheckRequest }) => void) | null;
}

installBuffer();
const scope = globalThis as unknown as Scope;
const service = import('./check-service.ts').then(({ createCheckService }) =>
  createCheckService({
    send: (message) => scope.postMessage(message),
    now: () => performance.now(),
  }),
);
scope.onmessage = async ({ data }) => (await service).handle(data);
