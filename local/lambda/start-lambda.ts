import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { FunctionPlan } from '../template/planned.ts';
import { checkCode } from './code-store.ts';
import type { ServiceEndpoints } from './environment.ts';
import type { FunctionLogs } from './function-log.ts';
import type { Invoke } from './invoke.ts';
import { LambdaError } from './lambda-error.ts';
import { maxPayloadBytes } from './messages.ts';
import { createProcessPool, type ProcessPool } from './process-pool.ts';
import { report } from './report.ts';
import { createScheduler } from './scheduler.ts';
import { type InvocationWatch, watchAnswer } from './watched-invocation.ts';

export interface LambdaOptions {
  readonly directory: string;
  /** The directory that the bundles are copied to. */
  readonly code: string;
  /** The directory of Node.js's compile cache. With it, later processes of a function do not compile its bundle again. */
  readonly compileCache: string;
  readonly functions: readonly FunctionPlan[];
  readonly region: string;
  readonly logs: FunctionLogs;
  /** The most concurrent invocations of one function. The default is the number of cores, at least 2. */
  readonly concurrency: number | undefined;
  readonly watch?: InvocationWatch | undefined;
}

export interface Lambda {
  /**
   * Sets the endpoints of the services for the functions. Functions can be invoked only afterwards.
   * @param localize replaces the addresses of the template, in their variables, by those on this machine
   */
  connect(endpoints: ServiceEndpoints, localize?: (text: string) => string): void;
  /**
   * Starts one process of each function, one after another, so that their first invocations need not wait for it.
   * @param names as for `invoke`
   */
  startAhead(names: readonly string[]): void;
  readonly invoke: Invoke;
  /** The construct id of the function with this name or ARN, or the argument if there is no such function. */
  nameOf(nameOrArn: string): string;
  close(): Promise<void>;
}

/**
 * Runs each function's bundle in its own processes, which are reused while they are warm and killed at the timeout.
 * @throws if a function's code is not a directory
 */
export async function startLambda(options: LambdaOptions): Promise<Lambda> {
  await rm(join(options.directory, 'scratch'), { recursive: true, force: true });
  await Promise.all(options.functions.map(({ codePath }) => checkCode(codePath)));
  const byName = indexFunctions(options.functions);
  const concurrency = options.concurrency ?? Math.max(2, availableParallelism());
  const scheduler = createScheduler(concurrency, (name) => byName.get(name)?.reservedConcurrency);
  // An import calls one function after another, so one idle process of each may remain (about 80 MB each).
  const pool = createProcessPool({ ...options, maxIdle: concurrency + options.functions.length });
  const planOf = (nameOrArn: string) => byName.get(nameOrArn.replace(/:\$LATEST$/, ''));
  let closing = false;

  return {
    connect: pool.connect,
    startAhead(names) {
      // An invocation of the function fails with the same error, and reports it.
      pool.startAhead(names.flatMap((name) => planOf(name) ?? [])).catch(() => undefined);
    },
    nameOf: (nameOrArn) => planOf(nameOrArn)?.constructId ?? nameOrArn,
    async invoke(nameOrArn, payload, subject = '', group = subject) {
      const plan = planOf(nameOrArn);
      if (plan === undefined) throw notFound(nameOrArn);
      const text = requestText(payload);
      const release = await scheduler.acquire(plan.name, group);
      try {
        if (closing) throw isClosing();
        return JSON.parse(await run({ pool, options, plan, payload: text, subject })) as unknown;
      } finally {
        release();
      }
    },
    async close() {
      closing = true;
      await pool.close();
    },
  };
}

interface Run {
  readonly pool: ProcessPool;
  readonly options: Pick<LambdaOptions, 'logs' | 'watch'>;
  readonly plan: FunctionPlan;
  readonly payload: string;
  readonly subject: string;
}

/** @returns the result as JSON text */
async function run({ pool, options, plan, payload, subject }: Run): Promise<string> {
  const requestId = randomUUID();
  const timeoutMs = plan.timeoutSeconds * 1000;
  const { process, isNew } = await pool.acquire(plan);
  try {
    return await report({ plan, requestId, logs: options.logs }, async () => {
      const initMs = await process.ready;
      const message = { requestId, payload, deadlineMs: Date.now() + timeoutMs };
      const running = {
        processId: process.id,
        functionName: plan.constructId,
        subject,
        kill: process.kill,
      };
      const answer = watchAnswer(process.invoke(message, timeoutMs), running, options.watch);
      return { answer, initMs: isNew ? initMs : undefined };
    });
  } finally {
    await pool.release(plan, process);
  }
}

function requestText(payload: unknown): string {
  const text = JSON.stringify(payload ?? null);
  if (Buffer.byteLength(text) > maxPayloadBytes) {
    const errorMessage = `Request must be smaller than ${maxPayloadBytes} bytes for the InvokeFunction operation`;
    throw new LambdaError({ errorType: 'Lambda.RequestTooLargeException', errorMessage });
  }
  return text;
}

function notFound(nameOrArn: string): LambdaError {
  const errorMessage = `Function not found: ${nameOrArn}`;
  return new LambdaError({ errorType: 'Lambda.ResourceNotFoundException', errorMessage });
}

function isClosing(): LambdaError {
  return new LambdaError({
    errorType: 'Lambda.ServiceException',
    errorMessage: 'The local cloud is closing',
  });
}

function indexFunctions(functions: readonly FunctionPlan[]): ReadonlyMap<string, FunctionPlan> {
  const index = new Map<string, FunctionPlan>();
  for (const plan of functions) index.set(plan.constructId, plan);
  for (const plan of functions) index.set(plan.logicalId, plan);
  for (const plan of functions) index.set(plan.name, plan).set(plan.arn, plan);
  return index;
}
