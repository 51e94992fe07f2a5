/** Strikes each fault at each step, and says what became of the import. */
import { type Fault, faultsAt, type Occasion } from '../../local/faults/fault.ts';
import { kindOf, oneFault } from '../../local/faults/fault-plan.ts';
import { needsTime } from './needs-time.ts';
import { allOf, recordOccasions, stopAt } from './plans.ts';
import { aborted, rejected, type Scene, type Stage, scenes, stoppedAt } from './scenes.ts';

export interface TableRow {
  /** A function or a state. */
  readonly step: string;
  readonly fault: Fault | 'process killed';
  /** Requests, where it struck some. */
  readonly at: readonly string[];
  readonly result: string;
}

/** A fault, and the occasion that it is meant for. */
export interface Shot {
  readonly fault: Fault;
  readonly occasion: Occasion & { readonly functionName: string };
}

/** What a table is made with. */
export interface TableRun {
  readonly say: (line: string) => void;
  /** Told of an import that is not as it must be; the table goes on, for there may be more. */
  readonly violated: (what: string) => void;
}

export const AS_WITHOUT_IT = 'as without it';
export const RESUMED = 'ABORTED and reported; resumed: as without it';

/**
 * One after another would take hours: in each run every function of a scene is struck once, by the next of what can
 * go wrong there.
 */
export async function strikeFunctions(stage: Stage, run: TableRun): Promise<readonly TableRow[]> {
  const hit: Shot[] = [];
  for (const scene of scenes(stage)) {
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

/** What can go wrong in the scene: everything that goes right when it is played. */
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
  const violations = await play(plan);
  const struck = plan.struck.map(nameOf);
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

/** Stops the execution at each state that an import comes through. */
export async function stopStates(stage: Stage, { say, violated }: TableRun): Promise<readonly TableRow[]> {
  const rows: TableRow[] = [];
  const ordinary = (await statesOf(stage)).map((step) => ({
    step,
    result: endsAfter(step),
    play: () => stoppedAt(stage, stopAt('user-import', step)),
  }));
  const others = [
    // Nothing was known of the file's fault yet: resumed, the import is rejected.
    { step: 'RejectImport', play: () => rejected(stage, stopAt('user-import', 'RejectImport'), 'ABORTED') },
    { step: 'AbortImport', play: () => aborted(stage, stopAt('user-import', 'AbortImport')) },
  ].map((stop) => ({ ...stop, result: 'ABORTED and reported' }));
  for (const { step, result, play } of [...ordinary, ...others]) {
    const violations = await play();
    if (violations.length > 0) violated(`${violations.join('; ')}\n  after stopped at ${step}`);
    say(`stopped at ${step}`);
    rows.push({ step, fault: 'stopped', at: [], result });
  }
  return rows;
}

/** The states that an import comes through, in order. */
export async function statesOf(stage: Stage): Promise<readonly string[]> {
  const recording = recordOccasions();
  await stoppedAt(stage, recording);
  return [...new Set(recording.occasions.flatMap((met) => (met.layer === 'state' ? [met.stateName] : [])))];
}

/** States after which the import has its end: stopping the execution there changes nothing. */
const LATE = new Set(['ReleaseTurn', 'NotifyRequester', 'HowItEnded', 'Completed']);

export function endsAfter(state: string): string {
  return LATE.has(state) ? AS_WITHOUT_IT : RESUMED;
}
