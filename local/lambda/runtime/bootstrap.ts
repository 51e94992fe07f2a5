/**
 * The main module of a function's process: loads the handler, then processes one invocation at a time, like Lambda's
 * Node.js runtime. It may import only this directory and `messages.ts`, and nothing from npm.
 */
import { flushCompileCache } from 'node:module';
import type { InvokeMessage, RuntimeConfig, RuntimeMessage } from '../messages.ts';
import { endOfLog, maxPayloadBytes } from '../messages.ts';
import { createContext } from './context.ts';
import { errorBody } from './error-body.ts';
import { formatConsole } from './format-console.ts';
import { type Handler, loadHandler } from './load-handler.ts';
import { mapStackTraces } from './map-stack-traces.ts';
import { peakMemoryKib } from './peak-memory.ts';

const config = JSON.parse(process.env.ROLLCALL_RUNTIME ?? '{}') as RuntimeConfig;
delete process.env.ROLLCALL_RUNTIME;
delete process.env.NODE_COMPILE_CACHE;

const writeOut = process.stdout.write.bind(process.stdout);
const writeError = process.stderr.write.bind(process.stderr);
const maxRssMb = (): number => Math.ceil(peakMemoryKib() / 1024);
const currentRequest = { id: '' };

function send(message: RuntimeMessage, sent: () => void = () => undefined): void {
  writeOut(`${endOfLog}\n`);
  writeError(`${endOfLog}\n`);
  // If the parent has ended, sending fails and the 'disconnect' event ends this process.
  process.send?.(message, undefined, undefined, () => sent());
}

async function answer(handler: Handler, message: InvokeMessage): Promise<RuntimeMessage> {
  currentRequest.id = message.requestId;
  try {
    const result = await handler(JSON.parse(message.payload), createContext(config, message));
    const payload = stringify(result);
    const bytes = Buffer.byteLength(payload);
    if (bytes <= maxPayloadBytes) return { kind: 'result', payload, maxRssMb: maxRssMb() };
    const errorMessage = `Response payload size (${bytes} bytes) exceeded maximum allowed payload size (${maxPayloadBytes} bytes).`;
    return {
      kind: 'error',
      error: { errorType: 'Function.ResponseSizeTooLarge', errorMessage },
      maxRssMb: maxRssMb(),
    };
  } catch (error) {
    return { kind: 'error', error: errorBody(error), maxRssMb: maxRssMb() };
  }
}

function stringify(result: unknown): string {
  try {
    return JSON.stringify(result) ?? 'null';
  } catch {
    throw new Error('Unable to stringify response body');
  }
}

/** Like Lambda's runtime: the invocation fails with the error, and the process exits. */
function die(error: unknown, code: number): void {
  send({ kind: 'died', error: errorBody(error) }, () => process.exit(code));
}

process.on('disconnect', () => process.exit(0));
process.on('uncaughtException', (error) => die(error, 129));
process.on('unhandledRejection', (reason) => {
  const { errorMessage, trace } = errorBody(reason);
  const named = reason instanceof Error ? `${reason.name}: ${errorMessage}` : errorMessage;
  die(
    Object.assign(new Error(named), { name: 'Runtime.UnhandledPromiseRejection', stack: trace?.join('\n') }),
    128,
  );
});

formatConsole(currentRequest);
mapStackTraces();
try {
  const handler = await loadHandler(config);
  flushCompileCache();
  process.on('message', (message: InvokeMessage) => {
    void answer(handler, message).then((reply) => send(reply, flushCompileCache));
  });
  send({ kind: 'ready' });
} catch (error) {
  die(error, 1);
}
