import type { CheckRequest } from '../protocol.ts';
import { createCheckService } from './check-service.ts';

/** Of a DedicatedWorkerGlobalScope. */
interface Scope {
  postMessage(message: unknown): void;
  onmessage: ((event: { readonly data: CheckRequest }) => void) | null;
}

const scope = globalThis as unknown as Scope;
const service = createCheckService({
  send: (message) => scope.postMessage(message),
  now: () => performance.now(),
});
scope.onmessage = ({ data }) => void service.handle(data);
