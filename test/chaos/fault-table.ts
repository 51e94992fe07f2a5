/** Injects each fault at each step, and reports how the import ended. */
import { type Fault, type Occasion, possibleFaults } from '../../local/faults/fault.ts';
import { kindOf, oneFault } from '../../local/faults/fault-plan.ts';
import { allOf, recordOccasions } from './plans.ts';
import { recoversSlowly } from './recovers-slowly.ts';
import type { Scenario } from './scenario.ts';

export interface TableRow {
  /** A function or a state. */
  readonly step: string;
  readonly fault: Fault | 'process killed' | 'process killed later';
  /** The requests that were struck, for faults of requests. */
  readonly at: readonly string[];
  readonly result: string;
}

/** A fault, and the occasion at which it is injected. */
export interface Injection {
  readonly fault: Fault;
  readonly occasion: Occasion & { readonly functionName: string };
}

/** Receives what happens while a table is made. */
export interface TableRun {
  readonly say: (line: string) => void;
  /** Receives each violation. The table continues, because there may be more. */
  readonly violated: (what: string) => void;
}

export const AS_WITHOUT_IT = 'same result';

/**
 * Runs each scenario as often as its functions have faults: each time, every function meets its next fault. One fault at a
 * time would take hours.
 */
export async function injectIntoFunctions(
  scenarios: readonly Scenario[],
  run: TableRun,
): Promise<readonly TableRow[]> {
  const hit: Injection[] = [];
  for (const scenario of scenarios) {
    const injections = (await injectionsOf(scenario)).filter(
      ({ fault, occasion }) => !recoversSlowly(fault, occasion),
    );
    const queues = scenario.functions.map((name) =>
      injections.filter(({ occasion }) => occasion.functionName === name),
    );
    const rounds = Math.max(...queues.map(({ length }) => length));
    for (let round = 0; round < rounds; round++) {
      const next = queues.flatMap((queue) => queue[round] ?? []);
      hit.push(...(await injectAtOnce(scenario, next, run)));
      run.say(`${scenario.functions.join(', ')}: ${round + 1} of ${rounds}`);
    }
  }
  return rowsOf(hit);
}

/** Every fault that is possible at an occasion of the scenario, found by running it without faults. */
export async function injectionsOf({ run }: Scenario): Promise<readonly Injection[]> {
  const recording = recordOccasions();
  const violations = await run(recording);
  if (violations.length > 0) throw new Error(`without a fault: ${violations.join('; ')}`);
  const kinds = new Map<string, Injection['occasion']>();
  for (const occasion of recording.occasions)
    if ('functionName' in occasion) kinds.set(kindOf(occasion), occasion);
  return [...kinds.values()].flatMap((occasion) =>
    possibleFaults(occasion).map((fault): Injection => ({ fault, occasion })),
  );
}

async function injectAtOnce(
  { run }: Scenario,
  injections: readonly Injection[],
  { violated }: TableRun,
): Promise<readonly Injection[]> {
  const plan = allOf(
    injections.map(({ fault, occasion }) => oneFault(fault, (met) => kindOf(met) === kindOf(occasion))),
  );
  const violations = await run(plan).catch((error: Error) => [error.message]);
  const injected = plan.injected.map(nameOf);
  if (violations.length > 0) violated(`${violations.join('; ')}\n  after ${injected.join(', ')}`);
  return injections.filter((injection) => injected.includes(nameOf(injection)));
}

export function nameOf({ fault, occasion }: { readonly fault: Fault; readonly occasion: Occasion }): string {
  return `${fault} at ${kindOf(occasion)}`;
}

/** One row for each step and fault. */
export function rowsOf(injections: readonly Injection[]): readonly TableRow[] {
  const rows = new Map<string, TableRow>();
  for (const { fault, occasion } of injections) {
    const step = occasion.functionName;
    const key = `${step} ${fault}`;
    const at = rows.get(key)?.at ?? [];
    const request = occasion.layer === 'request' ? [`${occasion.service} ${occasion.operation}`] : [];
    rows.set(key, { step, fault, at: [...new Set([...at, ...request])].sort(), result: AS_WITHOUT_IT });
  }
  return [...rows.values()];
}
