import { randomUUID } from 'node:crypto';
import type { RulePlan, TargetPlan } from '../template/planned.ts';
import type { Json } from '../template/stack.ts';
import type { AsyncInvoke } from './async-invoke.ts';
import type { NextTime } from './cron.ts';
import { type DeadLetters, droppedQueue } from './dead-letters.ts';
import type { EventBridgeEvent } from './event.ts';
import type { EventFaults } from './event-faults.ts';
import { type Delivery, openJournal } from './journal.ts';
import { compilePattern, type MatchesEvent } from './pattern.ts';
import { parseSchedule } from './schedule.ts';
import type { Timers } from './timers.ts';

export interface EventBridgeOptions {
  readonly directory: string;
  readonly rules: readonly RulePlan[];
  readonly region: string;
  readonly accountId: string;
  readonly invokeAsync: AsyncInvoke;
  readonly deadLetters: DeadLetters;
  readonly timers: Timers;
  readonly now: () => Date;
  readonly eventFaults?: EventFaults | undefined;
}

export interface EventBridge {
  /** Accepts an event for every rule of the bus that matches it. The event is in the journal when the call returns. */
  put(event: EventBridgeEvent, bus?: string): void;
  /** Invokes a function later, as a caller of Lambda asks for it. The invocation is in the journal when the call returns. */
  invokeLater(functionArn: string, event: EventBridgeEvent): void;
  /** Fires a scheduled rule now. @throws if there is no such schedule */
  fire(ruleName: string): void;
  /** Delivers the events that an earlier process did not deliver, and starts the schedules. */
  start(): void;
  /** Events that an earlier process accepted and did not deliver. An event occurs once for each of its targets. */
  readonly undelivered: readonly EventBridgeEvent[];
  /** The number of running deliveries. */
  pending(): number;
  /** Resolves when no delivery runs. */
  idle(): Promise<void>;
}

interface CompiledRule extends RulePlan {
  readonly matches: MatchesEvent | undefined;
  readonly nextTime: NextTime | undefined;
}

/** @throws for a pattern or schedule that is not supported */
export function createEventBridge(options: EventBridgeOptions): EventBridge {
  const rules = options.rules.map(compileRule);
  const journal = openJournal(options.directory);
  const underWay = new Set<Promise<void>>();
  /** Deliveries accepted before `start`, when functions cannot be invoked yet. Undefined after `start`. */
  let waiting: Delivery[] | undefined = [...journal.unfinished];

  function accept(event: EventBridgeEvent, matching: readonly CompiledRule[]): void {
    if (matching.length === 0) return;
    const { times, after } = options.eventFaults?.(event) ?? { times: 1, after: undefined };
    const deliveries = Array.from({ length: times }, () => deliveriesOf(event, matching)).flat();
    if (deliveries.length === 0) return;
    enqueue(deliveries, after);
  }

  function enqueue(deliveries: readonly Delivery[], after?: Promise<void>): void {
    journal.accept(deliveries);
    if (waiting === undefined) for (const delivery of deliveries) deliver(delivery, after);
    else waiting.push(...deliveries);
  }

  function deliver(delivery: Delivery, after?: Promise<void>): void {
    const delivered = Promise.resolve(after).then(() => deliverTo(delivery, targetOf(rules, delivery)));
    const ended = delivered.finally(() => underWay.delete(ended));
    underWay.add(ended);
  }

  async function deliverTo(delivery: Delivery, target: Receiver | undefined): Promise<void> {
    if (target === undefined) {
      await options.deadLetters.put(droppedQueue, droppedLetter(delivery));
      return journal.finish(delivery.id);
    }
    const payload = target.input === undefined ? delivery.event : (JSON.parse(target.input) as Json);
    if (await options.invokeAsync(target.functionArn, payload, delivery.rule)) journal.finish(delivery.id);
  }

  function fire(rule: CompiledRule): void {
    accept(scheduledEvent(rule, options), [rule]);
  }

  function schedule(rule: CompiledRule): void {
    const now = options.now();
    const next = rule.nextTime?.(now).getTime() ?? Number.NaN;
    if (Number.isNaN(next)) return;
    options.timers.once(next - now.getTime(), () => {
      fire(rule);
      schedule(rule);
    });
  }

  return {
    undelivered: journal.unfinished.map(({ event }) => event),
    put: (event, bus = 'default') => accept(event, matchingRules(rules, event, bus)),
    invokeLater(functionArn, event) {
      enqueue([{ id: randomUUID(), rule: 'Invoke', targetId: '', event, functionArn }]);
    },
    fire(ruleName) {
      const rule = findSchedule(rules, ruleName);
      if (rule === undefined) throw new Error(`there is no scheduled rule ${ruleName}`);
      fire(rule);
    },
    start() {
      const delayed = waiting ?? [];
      waiting = undefined;
      for (const delivery of delayed) deliver(delivery);
      for (const rule of rules) if (rule.enabled) schedule(rule);
    },
    pending: () => underWay.size,
    async idle() {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
  };
}

function droppedLetter({ rule, event }: Delivery) {
  const ErrorMessage = 'the rule or its target is no longer in the template';
  return { body: event, attributes: { Rule: rule, ErrorMessage } };
}

function matchingRules(rules: readonly CompiledRule[], event: EventBridgeEvent, bus: string) {
  const ofBus = rules.filter((rule) => rule.enabled && rule.bus === bus);
  return ofBus.filter((rule) => rule.matches?.(event as unknown as Json));
}

function compileRule(rule: RulePlan): CompiledRule {
  const { name, pattern, schedule } = rule;
  return {
    ...rule,
    matches: pattern === undefined ? undefined : compilePattern(pattern, `${name}.EventPattern`),
    nextTime: schedule === undefined ? undefined : parseSchedule(schedule, `${name}.ScheduleExpression`),
  };
}

/** One delivery for each target of the rules. */
function deliveriesOf(event: EventBridgeEvent, rules: readonly RulePlan[]): readonly Delivery[] {
  return rules.flatMap(({ name, targets }) =>
    targets.map(({ id }): Delivery => ({ id: randomUUID(), rule: name, targetId: id, event })),
  );
}

function findSchedule(rules: readonly CompiledRule[], ruleName: string): CompiledRule | undefined {
  return rules.find(
    ({ name, logicalId, constructId, nextTime }) =>
      [name, logicalId, constructId].includes(ruleName) && nextTime !== undefined,
  );
}

type Receiver = Pick<TargetPlan, 'functionArn' | 'input'>;

function targetOf(
  rules: readonly RulePlan[],
  { rule, targetId, functionArn }: Delivery,
): Receiver | undefined {
  if (functionArn !== undefined) return { functionArn, input: undefined };
  return rules.find(({ name }) => name === rule)?.targets.find(({ id }) => id === targetId);
}

function scheduledEvent(rule: RulePlan, { accountId, region, now }: EventBridgeOptions): EventBridgeEvent {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account: accountId,
    time: now()
      .toISOString()
      .replace(/\.\d+Z$/, 'Z'),
    region,
    resources: [rule.arn],
    detail: {},
  };
}
