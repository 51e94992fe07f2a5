/** Injects each fault at each step, and reports how the import ended. */
import { type Fault, faultsAt, type Occasion } from '../../local/faults/fault.ts';
import { kindOf, oneFault } from '../../local/faults/fault-plan.ts';
import { needsTime } from './needs-time.ts';
import { allOf, recordOccasions } from './plans.ts';
import type { Scene } from './stage.ts';

export interface TableRow {
  /** A function or a state. */
  readonly step: string;
  readonly fault: Fault | 'process killed';
  /** The requests that were struck, for faults of requests. */
  readonly at: readonly string[];
  readonly result: string;
}

/** A fault, and the occasion at which it is injected. */
export interface Shot {
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
 * Plays each scene as often as its functions have faults: each time, every function meets its next fault. One fault at a
 * time would take hours.
 */
export async function strikeFunctions(scenes: readonly Scene[], run: TableRun): Promise<readonly TableRow[]> {
  const hit: Shot[] = [];
  for (const scene of scenes) {
    const shots = (await shotsOf(scene)).filter(({ fault, occasion }) => !needsTime(fault, occasion));
    const queues = scene.functions.map((name) =>
      shots.filter(({ occasion }) => occasion.functionName === name),
    );
    const rounds = Math.max(...queues.map(({ length }) => length));
    for (let round = 0; round < rounds; round++) {
      const next = queues.flatMap((queue) => queue[round] ?? []);
      hit.push(...(await shoot(scene, next, run)));
      run.say(`${scene.functions.join(', ')}: ${round + 1} of ${rounds}`);
    }
  }
  return rowsOf(hit);
}

/** Every fault that can strike an occasion of the scene, found by playing it without faults. */
export async function shotsOf({ play }: Scene): Promise<readonly Shot[]> {
  const recording = recordOccasions();
  const violations = await play(recording);
  if (violations.length > 0) throw new Error(`without a fault: ${violations.join('; ')}`);
  const kinds = new Map<string, Shot['occasion']>();
  for (const occasion of recording.occasions)
    if ('functionName' in occasion) kinds.set(kindOf(occasion), occasion);
  return [...kinds.values()].flatMap((occasion) =>
    faultsAt(occasion).map((fault): Shot => ({ fault, occasion })),
  );
}

async function shoot(
  { play }: Scene,
  shots: readonly Shot[],
  { violated }: TableRun,
): Promise<readonly Shot[]> {
  const plan = allOf(
    shots.map(({ fault, occasion }) => oneFault(fault, (met) => kindOf(met) === kindOf(occasion))),
  );
  const violations = await play(plan).catch((error: Error) => [error.message]);
  const struck = plan.injected.map(nameOf);
  if (violations.length > 0) violated(`${violations.join('; ')}\n  after ${struck.join(', ')}`);
  return shots.filter((shot) => struck.includes(nameOf(shot)));
}

export function nameOf({ fault, occasion }: { readonly fault: Fault; readonly occasion: Occasion }): string {
  return `${fault} at ${kindOf(occasion)}`;
}

/** One row for each step and fault. */
export function rowsOf(shots: readonly Shot[]): readonly TableRow[] {
  const rows = new Map<string, TableRow>();
  for (const { fault, occasion } of shots) {
    const step = occasion.functionName;
    const key = `${step} ${fault}`;
    const at = rows.get(key)?.at ?? [];
    const request = occasion.layer === 'request' ? [`${occasion.service} ${occasion.operation}`] : [];
    rows.set(key, { step, fault, at: [...new Set([...at, ...request])].sort(), result: AS_WITHOUT_IT });
  }
  return [...rows.values()];
}
