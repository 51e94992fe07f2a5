import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { FunctionPlan } from '../template/planned.ts';
import { storeCode } from './code-store.ts';
import { functionEnvironment, type ServiceEndpoints } from './environment.ts';
import type { FunctionLogs } from './function-log.ts';
import type { Invoke } from './invoke.ts';
import { LambdaError } from './lambda-error.ts';
import { maxPayloadBytes, type RuntimeConfig } from './messages.ts';
import { report } from './report.ts';
import { type RuntimeProcess, startRuntimeProcess } from './runtime-process.ts';
import { createScheduler } from './scheduler.ts';
import { createWarmProcesses } from './warm-processes.ts';
import { type InvocationWatch, watchAnswer } from './watched-invocation.ts';

export interface LambdaOptions {
  readonly directory: string;
  /** Node.js's compile cache: a second start of a function's process need not compile its bundle again. */
  readonly compileCache: string;
  readonly functions: readonly FunctionPlan[];
  readonly region: string;
  readonly logs: FunctionLogs;
  /** Invocations at a time, over all functions; as many as there are cores by default, at least two. */
  readonly concurrency: number | undefined;
  readonly watch?: InvocationWatch | undefined;
}

export interface Lambda {
  /** Tells the functions where the services are. Nothing is invoked before. */
  connect(endpoints: ServiceEndpoints): void;
  readonly invoke: Invoke;
  /** The construct id of the function that is meant; what is given when there is none. */
  nameOf(nameOrArn: string): string;
  close(): Promise<void>;
}

/** Runs each function's bundle in processes of its own: isolated, reused while warm, killed at the timeout. */
export async function startLambda(options: LambdaOptions): Promise<Lambda> {
  const scratchRoot = join(options.directory, 'scratch');
  await rm(scratchRoot, { recursive: true, force: true });
  const taskRoots = new Map<string, string>();
  for (const plan of options.functions) {
    taskRoots.set(plan.name, await storeCode(join(options.directory, 'code'), plan.codePath));
  }
  const byName = indexFunctions(options.functions);
  const concurrency = options.concurrency ?? Math.max(2, availableParallelism());
  const scheduler = createScheduler(concurrency, (name) => byName.get(name)?.reservedConcurrency);
  // A pipeline visits one function after another: one process of each may rest beside those that run (some 80 MB each).
  const warm = createWarmProcesses(concurrency + options.functions.length);
  const living = new Set<RuntimeProcess>();
  let endpoints: ServiceEndpoints | undefined;
  const planOf = (nameOrArn: string) => byName.get(nameOrArn.replace(/:\$LATEST$/, ''));
  let closing = false;

  async function startProcess(plan: FunctionPlan): Promise<RuntimeProcess> {
    if (endpoints === undefined) throw new Error(`${plan.name} is invoked before the services run`);
    const processId = randomUUID();
    const scratch = join(scratchRoot, `${plan.name}-${processId}`);
    await mkdir(scratch, { recursive: true });
    const runtime: RuntimeConfig = {
      taskRoot: taskRoots.get(plan.name) ?? '',
      handler: plan.handler,
      functionName: plan.name,
      functionArn: plan.arn,
      memoryMb: plan.memoryMb,
      logGroupName: `/aws/lambda/${plan.name}`,
      logStreamName: `local/[$LATEST]${randomUUID().replaceAll('-', '')}`,
    };
    const started = startRuntimeProcess({
      id: processId,
      env: functionEnvironment(plan, runtime, {
        region: options.region,
        endpoints,
        scratch,
        compileCache: options.compileCache,
        processId,
      }),
      cwd: scratch,
      heapMb: plan.memoryMb,
      onLine: (line) => options.logs.write(plan.name, line),
    });
    living.add(started);
    void started.gone.then(async () => {
      living.delete(started);
      await rm(scratch, { recursive: true, force: true }).catch(() => undefined);
    });
    if (closing) await started.kill();
    return started;
  }

  async function run(plan: FunctionPlan, payload: string, subject: string): Promise<string> {
    const requestId = randomUUID();
    const idle = warm.take(plan.name);
    const process = idle ?? (await startProcess(plan));
    const timeoutMs = plan.timeoutSeconds * 1000;
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
        return { answer, initMs: idle === undefined ? initMs : undefined };
      });
    } finally {
      if (process.alive && !closing) await warm.put(plan.name, process)?.kill();
      else await process.kill();
    }
  }

  return {
    connect(found) {
      endpoints = found;
    },
    nameOf: (nameOrArn) => planOf(nameOrArn)?.constructId ?? nameOrArn,
    async invoke(nameOrArn, payload, subject = '', line = subject) {
      const plan = planOf(nameOrArn);
      if (plan === undefined) {
        const errorMessage = `Function not found: ${nameOrArn}`;
        throw new LambdaError({ errorType: 'Lambda.ResourceNotFoundException', errorMessage });
      }
      const text = JSON.stringify(payload ?? null);
      if (Buffer.byteLength(text) > maxPayloadBytes) {
        const errorMessage = `Request must be smaller than ${maxPayloadBytes} bytes for the InvokeFunction operation`;
        throw new LambdaError({ errorType: 'Lambda.RequestTooLargeException', errorMessage });
      }
      const release = await scheduler.acquire(plan.name, line);
      try {
        if (closing) {
          throw new LambdaError({
            errorType: 'Lambda.ServiceException',
            errorMessage: 'The local cloud is closing',
          });
        }
        return JSON.parse(await run(plan, text, subject)) as unknown;
      } finally {
        release();
      }
    },
    async close() {
      closing = true;
      await Promise.all([...living].map((process) => process.kill()));
      await rm(scratchRoot, { recursive: true, force: true });
    },
  };
}

function indexFunctions(functions: readonly FunctionPlan[]): ReadonlyMap<string, FunctionPlan> {
  const index = new Map<string, FunctionPlan>();
  for (const plan of functions) index.set(plan.constructId, plan);
  for (const plan of functions) index.set(plan.logicalId, plan);
  for (const plan of functions) index.set(plan.name, plan).set(plan.arn, plan);
  return index;
}
