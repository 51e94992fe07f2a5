import type { InterpreterServices } from '../interpreter/flow.ts';
import type { ResumedTask } from '../interpreter/resumed-task.ts';
import type { StateMachine } from '../state-machines.ts';
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
  /** Resolves when no execution runs, except those that only wait for an answer to a token. */
  idle(): Promise<void>;
  /** Continues an execution that waited for an answer when the previous process ended. */
  resume(record: ExecutionRecord, resumed: ResumedTask, machine: StateMachine): void;
  /** Stops all executions without changing their status on disk. The next start aborts those that do not wait. */
  abandon(): Promise<void>;
}

export function createExecutions({ store, services, onStatusChange }: ExecutionsOptions): Executions {
  const running = new Map<string, RunningExecution>();
  const announce = async (record: ExecutionRecord): Promise<void> => {
    if (record.mapRunArn === undefined) await onStatusChange(statusChange(record));
  };
  const recordOf = (arn: string) => running.get(arn)?.state;
  const run = (start: ExecutionStart) => {
    const execution = runExecution(start, { store, services, announce });
    running.set(start.executionArn, execution);
    execution.closed.finally(() => running.delete(start.executionArn)).catch(() => undefined);
    return execution;
  };
  return {
    start: async (start) => {
      const execution = run(start);
      await execution.started;
      return execution;
    },
    resume: (record, resumed, { arn, name, definition }) => {
      const { executionArn } = record;
      run({
        ...{ executionArn, stateMachineArn: arn, stateMachineName: name, name: record.name },
        block: definition,
        input: JSON.parse(record.input),
        stored: { record, resumed },
      });
    },
    running: (arn) => running.get(arn),
    find: async (arn) => recordOf(arn) ?? (await store.findExecution(arn)),
    current: (stored) => stored.map((record) => recordOf(record.executionArn) ?? record),
    idle: async () => {
      for (;;) {
        const busy = [...running.values()].filter((execution) => !execution.isWaiting());
        if (busy.length === 0) return;
        await Promise.allSettled(busy.map(({ closed, waiting }) => Promise.race([closed, waiting()])));
      }
    },
    abandon: async () => {
      // Children first, so that their parents do not abort them.
      const all = [...running.values()].toReversed();
      await Promise.allSettled(all.map((execution) => execution.abandon()));
      running.clear();
    },
  };
}
