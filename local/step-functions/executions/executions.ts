import type { InterpreterServices } from '../interpreter/flow.ts';
import { type ExecutionRecord, type ExecutionStatusChange, statusChange } from './execution-record.ts';
import type { ExecutionStore } from './execution-store.ts';
import { type ExecutionStart, type RunningExecution, runExecution } from './running-execution.ts';

export interface ExecutionsOptions {
  readonly store: ExecutionStore;
  readonly services: InterpreterServices;
  readonly onStatusChange: (change: ExecutionStatusChange) => unknown;
}

/** The executions of this process and, behind them, those on disk. */
export interface Executions {
  /** Resolves when the execution is on disk; it runs from then on. */
  start(start: ExecutionStart): Promise<RunningExecution>;
  running(arn: string): RunningExecution | undefined;
  find(arn: string): Promise<ExecutionRecord | undefined>;
  /** Everything of `stored` as it is now: what still runs is newer than its file. */
  current(stored: readonly ExecutionRecord[]): ExecutionRecord[];
  idle(): Promise<void>;
  /** Leaves all of them running on disk; the next start of this machine aborts them. */
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
      // Children first: they must not hear from their parents that they are aborted.
      const all = [...running.values()].toReversed();
      await Promise.allSettled(all.map((execution) => execution.abandon()));
      running.clear();
    },
  };
}
