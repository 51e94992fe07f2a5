import { join, resolve } from 'node:path';
import { clientConfig } from './client-config.ts';
import { joinAsClient } from './cloud-clients.ts';
import type { Cloud } from './cloud-types.ts';
import { readEndpoints } from './endpoints-file.ts';
import { LambdaError } from './lambda/lambda-error.ts';
import type { ErrorBody } from './lambda/messages.ts';
import { readMails } from './ses/mailbox.ts';
import { lockHolder } from './state-lock.ts';

/** A cloud as its clients see it, in this process or another. A client calls `close` when it no longer uses the cloud. */
export type CloudAccess = Pick<
  Cloud,
  'endpoints' | 'outputs' | 'clientConfig' | 'invoke' | 'mails' | 'close'
> &
  AsyncDisposable;

export type JoinedCloud = CloudAccess & {
  /** Resolves when the process that runs the cloud has stopped it. */
  readonly stopped: Promise<void>;
};

/** Connects to the cloud that another process runs on the directory. @returns undefined if there is none, or it is starting or stopping */
export async function connectCloud(stateDirectory: string): Promise<JoinedCloud | undefined> {
  const stateDir = resolve(stateDirectory);
  const found = await readEndpoints(stateDir);
  if (found === undefined || (await lockHolder(stateDir)) !== found.pid) return undefined;
  const { endpoints, outputs, region } = found;
  const connection = await joinAsClient(endpoints.clients);
  if (connection === undefined) return undefined;
  const byService = { ...endpoints, sfn: endpoints.stepFunctions };
  // Another process runs the cloud and decides when it stops.
  const close = async (): Promise<void> => connection.leave();
  return {
    endpoints,
    outputs,
    clientConfig: (service) => clientConfig(byService[service], region),
    invoke: (functionName, payload) => invoke(endpoints.lambda, functionName, payload),
    mails: () => readMails(join(stateDir, 'mail')),
    stopped: connection.ended,
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function invoke(endpoint: string, functionName: string, payload: unknown): Promise<unknown> {
  const path = `/2015-03-31/functions/${encodeURIComponent(functionName)}/invocations`;
  const answer = await fetch(`${endpoint}${path}`, { method: 'POST', body: JSON.stringify(payload ?? null) });
  const body: unknown = await answer.json();
  if (answer.headers.has('x-amz-function-error')) throw new LambdaError(body as ErrorBody);
  if (!answer.ok) throw new Error(`${functionName} could not be invoked: ${JSON.stringify(body)}`);
  return body;
}
