import type { CheckPort } from '../check/check-client.ts';
import type { FromWorker } from '../check/protocol.ts';

/** @param onFailure the worker could not be loaded, or has ended by an error */
export function startWorker(onFailure: (error: Error) => void): CheckPort {
  const worker = new Worker(new URL('../check/worker/worker.ts', import.meta.url), { type: 'module' });
  const port: CheckPort = {
    postMessage: (request) => worker.postMessage(request),
    onmessage: null,
    terminate: () => worker.terminate(),
  };
  worker.onmessage = ({ data }: MessageEvent<FromWorker>) => port.onmessage?.({ data });
  worker.onerror = ({ message }) => onFailure(new Error(message || 'the check worker could not be loaded'));
  return port;
}
