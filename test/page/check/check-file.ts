import { createCheckClient } from '../../../page/check/check-client.ts';
import type { CheckEvent, CheckSummary, FileChoices, InspectedFile } from '../../../page/check/protocol.ts';
import { createCheckService } from '../../../page/check/worker/check-service.ts';

/** A check worker in this thread. Requests and answers are copied, as between threads. */
export function checkWorker(
  onEvent: (event: CheckEvent) => void = () => undefined,
  limits: { readonly maxUsers?: number } = {},
) {
  const port: Parameters<typeof createCheckClient>[0] = {
    postMessage: (request) => void service.handle(structuredClone(request)),
    onmessage: null,
    terminate: () => undefined,
  };
  const service = createCheckService({
    send: (message) => port.onmessage?.({ data: structuredClone(message) }),
    now: () => performance.now(),
    ...limits,
  });
  return createCheckClient(port, onEvent);
}

export interface CheckedInPage {
  readonly client: ReturnType<typeof checkWorker>;
  readonly inspected: InspectedFile;
  /** Absent if the file is rejected by its first bytes. */
  readonly summary?: CheckSummary;
}

/** Checks a whole file as the page does. */
export async function checkInPage(
  bytes: Uint8Array<ArrayBuffer> | string,
  fileName: string,
  choices: FileChoices,
  startWorker = checkWorker,
): Promise<CheckedInPage> {
  const { promise, resolve, reject } = Promise.withResolvers<CheckSummary>();
  const client = startWorker((event) => {
    if (event.event === 'summary') resolve(event.summary);
    if (event.event === 'failed') reject(new Error(event.message));
  });
  const inspected = await client.ask('open', { file: new Blob([bytes]), fileName, choices });
  if (inspected.rejection !== undefined) return { client, inspected };
  await client.ask('check', {});
  return { client, inspected, summary: await promise };
}
