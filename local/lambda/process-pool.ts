import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FunctionPlan } from '../template/planned.ts';
import { storeCode } from './code-store.ts';
import { functionEnvironment, type ServiceEndpoints } from './environment.ts';
import type { FunctionLogs } from './function-log.ts';
import { createInProgress } from './in-progress.ts';
import type { RuntimeConfig } from './messages.ts';
import { type RuntimeProcess, startRuntimeProcess } from './runtime-process.ts';
import { createWarmProcesses } from './warm-processes.ts';

export interface ProcessPoolOptions {
  readonly directory: string;
  /** The directory that the bundles are copied to. */
  readonly code: string;
  /** The directory of Node.js's compile cache. With it, later processes of a function do not compile its bundle again. */
  readonly compileCache: string;
  readonly region: string;
  readonly logs: FunctionLogs;
  /** The most idle processes, over all functions. */
  readonly maxIdle: number;
}

export interface Acquired {
  readonly process: RuntimeProcess;
  /** Whether the process was started for this invocation. */
  readonly isNew: boolean;
}

export interface ProcessPool {
  /** @param localize replaces the addresses of the template by those on this machine */
  connect(endpoints: ServiceEndpoints, localize?: (text: string) => string): void;
  /** Returns an idle process of the function, or starts one. */
  acquire(plan: FunctionPlan): Promise<Acquired>;
  /** Keeps the process for the next invocation, if it is alive. */
  release(plan: FunctionPlan, process: RuntimeProcess): Promise<void>;
  /** Starts one process of each function, in this order, unless an invocation has started one already. */
  startAhead(plans: readonly FunctionPlan[]): Promise<void>;
  /** Kills all processes, including those that are starting. */
  close(): Promise<void>;
}

/** Manages the processes of functions: starts them, reuses idle ones, and kills them at the end. */
export function createProcessPool(options: ProcessPoolOptions): ProcessPool {
  const scratchRoot = join(options.directory, 'scratch');
  const warm = createWarmProcesses(options.maxIdle);
  const living = new Set<RuntimeProcess>();
  const starting = createInProgress();
  const startedFunctions = new Set<string>();
  let endpoints: ServiceEndpoints | undefined;
  let localize = (text: string): string => text;
  let closing = false;

  async function startProcess(plan: FunctionPlan): Promise<RuntimeProcess> {
    if (endpoints === undefined) throw new Error(`${plan.name} is invoked before the services run`);
    startedFunctions.add(plan.name);
    const processId = randomUUID();
    const scratch = join(scratchRoot, `${plan.name}-${processId}`);
    await mkdir(scratch, { recursive: true });
    const runtime = runtimeConfig(plan, await storeCode(options.code, plan.codePath));
    const started = startRuntimeProcess({
      id: processId,
      env: functionEnvironment(plan, runtime, {
        region: options.region,
        endpoints,
        localize,
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

  return {
    connect(found, addresses = localize) {
      endpoints = found;
      localize = addresses;
    },
    async acquire(plan) {
      const idle = warm.take(plan.name);
      return { process: idle ?? (await starting.add(startProcess(plan))), isNew: idle === undefined };
    },
    async release(plan, process) {
      if (process.alive && !closing) await warm.put(plan.name, process)?.kill();
      else await process.kill();
    },
    async startAhead(plans) {
      for (const plan of plans) {
        if (closing) return;
        if (startedFunctions.has(plan.name)) continue;
        const process = await starting.add(startProcess(plan));
        warm.put(plan.name, process);
        // Sequentially, so that the function that is needed first is ready first. If the start fails, an invocation reports it.
        await process.ready.catch(() => undefined);
      }
    },
    async close() {
      closing = true;
      // A start that is in progress writes files and adds a process, which must be gone when this returns.
      await starting.settled();
      await Promise.all([...living].map((process) => process.kill()));
      await rm(scratchRoot, { recursive: true, force: true });
    },
  };
}

function runtimeConfig(plan: FunctionPlan, taskRoot: string): RuntimeConfig {
  return {
    taskRoot,
    handler: plan.handler,
    functionName: plan.name,
    functionArn: plan.arn,
    memoryMb: plan.memoryMb,
    logGroupName: `/aws/lambda/${plan.name}`,
    logStreamName: `local/[$LATEST]${randomUUID().replaceAll('-', '')}`,
  };
}
