import { join, resolve } from 'node:path';
import { clientConfig } from './client-config.ts';
import { joinAsClient } from './cloud-clients.ts';
import type { Cloud } from './cloud-types.ts';
import { readEndpoints } from './endpoints-file.ts';
import { LambdaError } from './lambda/lambda-error.ts';
import type { ErrorBody } from './lambda/messages.ts';
import { readMails } from './ses/mailbox.ts';
import { lockHolder } from './state-lock.ts';

/** What a client needs of a cloud, whichever process runs it. To `close` it is to say that it is used no more. */
export type CloudAccess = Pick<
  Cloud,
  'endpoints' | 'outputs' | 'clientConfig' | 'invoke' | 'mails' | 'close'
> &
  AsyncDisposable;

export type JoinedCloud = CloudAccess & {
  /** Resolves when the process that runs it has stopped it. */
  readonly stopped: Promise<void>;
};

/** The cloud that another process runs on the directory; undefined where none does, or it is starting or ending. */
export async function connectCloud(stateDirectory: string): Promise<JoinedCloud | undefined> {
  const stateDir = resolve(stateDirectory);
  const found = await readEndpoints(stateDir);
  if (found === undefined || (await lockHolder(stateDir)) !== found.pid) return undefined;
  const { endpoints, outputs, region } = found;
  const connection = await joinAsClient(endpoints.clients);
  if (connection === undefined) return undefined;
  const byService = { ...endpoints, sfn: endpoints.stepFunctions };
  // It is not ours: it may go on.
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
