import { join } from 'node:path';
import type { Plan } from '../template/planned.ts';
import { type AsyncInvokeOptions, createAsyncInvoke } from './async-invoke.ts';
import { createDeadLetters, type DeadLetter, type DeadLetters } from './dead-letters.ts';
import { createEventBridge, type EventBridge } from './event-bridge.ts';
import type { EventFaults } from './event-faults.ts';
import { createTimers } from './timers.ts';

export interface Events extends EventBridge {
  /** @param queue its name, ARN, logical id or construct id, or `dropped` */
  deadLetters(queue: string): Promise<readonly DeadLetter[]>;
  readonly queues: DeadLetters;
  /** Cancels schedules and retries. Events that are not delivered remain in the journal. */
  close(): void;
}

/** Creates EventBridge with the template's rules, and the queue of asynchronous invocations of their targets. */
export function createEvents({
  stateDir,
  plan,
  region,
  accountId,
  now,
  eventFaults,
  ...invoking
}: Pick<AsyncInvokeOptions, 'invoke' | 'timeScale' | 'now'> & {
  readonly stateDir: string;
  readonly plan: Plan;
  readonly region: string;
  readonly accountId: string;
  readonly eventFaults?: EventFaults | undefined;
}): Events {
  const timers = createTimers();
  const deadLetters = createDeadLetters(join(stateDir, 'dead-letters'), now);
  const invokeAsync = createAsyncInvoke({
    ...invoking,
    functions: plan.functions,
    asyncInvokes: plan.asyncInvokes,
    deadLetters,
    timers,
    now,
  });
  const eventBridge = createEventBridge({
    directory: join(stateDir, 'event-bridge'),
    rules: plan.rules,
    region,
    accountId,
    invokeAsync,
    deadLetters,
    timers,
    now,
    eventFaults,
  });
  const nameOf = (queue: string): string =>
    plan.queues.find(({ name, arn, ...ids }) => [name, arn, ids.logicalId, ids.constructId].includes(queue))
      ?.name ?? queue;
  return {
    ...eventBridge,
    deadLetters: (queue) => deadLetters.read(nameOf(queue)),
    queues: deadLetters,
    close: timers.close,
  };
}
