import type { InterpreterServices } from '../interpreter/flow.ts';
import { type ExecutionRecord, type ExecutionStatusChange, statusChange } from './execution-record.ts';
import type { ExecutionStore } from './execution-store.ts';
import { type ExecutionStart, type RunningExecution, runExecution } from './running-execution.ts';

export interface ExecutionsOptions {
  readonly store: ExecutionStore;
  readonly services: InterpreterServices;
  readonly onStatusChange: (change: ExecutionStatusChange) => unknown;
}

/** The executions of this process and those on disk. */
export interface Executions {
  /** Starts an execution. Resolves when it is on disk. */
  start(start: ExecutionStart): Promise<RunningExecution>;
  running(arn: string): RunningExecution | undefined;
  find(arn: string): Promise<ExecutionRecord | undefined>;
  /** Replaces stored records of running executions by their current state, which is newer than the file. */
  current(stored: readonly ExecutionRecord[]): ExecutionRecord[];
  idle(): Promise<void>;
  /** Stops all executions without changing their status on disk. The next start aborts them. */
  abandon(): Promise<void>;
}

export function createExecutions({ store, services, onStatusChange }: ExecutionsOptions): Executions {
  const running = new Map<string, RunningExecution>();
  const announce = async (record: ExecutionRecord): Promise<void> => {
    if (record.mapRunArn === undefined) await onStatusChange(statusChange(record));
  };
  const recordOf = (arn: string) => running.get(arn)?.state;
  return {
    start: async (start) => {
      const execution = runExecution(start, { store, services, announce });
      running.set(start.executionArn, execution);
      execution.closed.finally(() => running.delete(start.executionArn)).catch(() => undefined);
      await execution.started;
      return execution;
    },
    running: (arn) => running.get(arn),
    find: async (arn) => recordOf(arn) ?? (await store.findExecution(arn)),
    current: (stored) => stored.map((record) => recordOf(record.executionArn) ?? record),
    idle: async () => {
      while (running.size > 0) await Promise.allSettled([...running.values()].map(({ closed }) => closed));
    },
    abandon: async () => {
      // Children first, so that their parents do not abort them.
      const all = [...running.values()].toReversed();
      await Promise.allSettled(all.map((execution) => execution.abandon()));
      running.clear();
    },
  };
}
