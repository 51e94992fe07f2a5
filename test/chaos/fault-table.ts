/** Strikes each fault at each step, and says what became of the import. */
import { type Fault, faultsAt, type Occasion } from '../../local/faults/fault.ts';
import { kindOf, oneFault } from '../../local/faults/fault-plan.ts';
import { needsTime } from './needs-time.ts';
import { allOf, recordOccasions, stopAt } from './plans.ts';
import { type Scene, type Stage, scenes, stoppedAt } from './scenes.ts';

export interface TableRow {
  /** A function or a state. */
  readonly step: string;
  readonly fault: Fault | 'process killed';
  /** Requests, where it struck some. */
  readonly at: readonly string[];
  readonly result: string;
}

interface Shot {
  readonly fault: Fault;
  readonly occasion: Occasion & { readonly functionName: string };
}

export const AS_WITHOUT_IT = 'as without it';
export const RESUMED = 'ABORTED and reported; resumed: as without it';

/**
 * Function after function would take an hour: in each run every function of a scene is struck once, by the next of what can
 * go wrong there. @throws with the faults of a run whose import was not as it must be
 */
export async function strikeFunctions(
  stage: Stage,
  say: (line: string) => void,
): Promise<readonly TableRow[]> {
  const hit: Shot[] = [];
  for (const scene of scenes(stage)) {
    const queues = await shotsOf(scene);
    for (let round = 0; queues.some((queue) => queue.length > round); round++) {
      const shots = queues.flatMap((queue) => queue[round] ?? []);
      hit.push(...(await shoot(scene, shots)));
      say(
        `${scene.functions[0]} …: round ${round + 1} of ${Math.max(...queues.map(({ length }) => length))}`,
      );
    }
  }
  return rowsOf(hit);
}

/** For each function of the scene, what can go wrong there. */
async function shotsOf({ functions, play }: Scene): Promise<readonly (readonly Shot[])[]> {
  const recording = recordOccasions();
  const violations = await play({ ...recording, struck: [] });
  if (violations.length > 0) throw new Error(`without a fault: ${violations.join('; ')}`);
  const kinds = new Map<string, Shot['occasion']>();
  for (const occasion of recording.occasions)
    if ('functionName' in occasion) kinds.set(kindOf(occasion), occasion);
  const shots = [...kinds.values()].flatMap((occasion) =>
    faultsAt(occasion)
      .filter((fault) => !needsTime(fault, occasion))
      .map((fault): Shot => ({ fault, occasion })),
  );
  return functions.map((name) => shots.filter(({ occasion }) => occasion.functionName === name));
}

async function shoot({ play }: Scene, shots: readonly Shot[]): Promise<readonly Shot[]> {
  const plan = allOf(
    shots.map(({ fault, occasion }) => oneFault(fault, (met) => kindOf(met) === kindOf(occasion))),
  );
  const violations = await play(plan);
  const struck = plan.struck.map(({ fault, occasion }) => `${fault} at ${kindOf(occasion)}`);
  if (violations.length > 0) throw new Error(`${violations.join('; ')}\nafter ${struck.join(', ')}`);
  return shots.filter(({ fault, occasion }) => struck.includes(`${fault} at ${kindOf(occasion)}`));
}

function rowsOf(shots: readonly Shot[]): readonly TableRow[] {
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
export async function stopStates(stage: Stage, say: (line: string) => void): Promise<readonly TableRow[]> {
  const recording = recordOccasions();
  await stoppedAt(stage, { ...recording, struck: [], strike: (met) => recording.strike(met) });
  const states = recording.occasions.flatMap((met) => (met.layer === 'state' ? [met.stateName] : []));
  const rows: TableRow[] = [];
  for (const step of new Set(states)) {
    const plan = stopAt('user-import', step);
    const violations = await stoppedAt(stage, plan);
    if (violations.length > 0) throw new Error(`stopped at ${step}: ${violations.join('; ')}`);
    say(`stopped at ${step}`);
    rows.push({ step, fault: 'stopped', at: [], result: LATE.has(step) ? AS_WITHOUT_IT : RESUMED });
  }
  return rows;
}

/** States after which the import has its end: stopping the execution there changes nothing. */
const LATE = new Set(['ReleaseTurn', 'NotifyRequester', 'HowItEnded', 'Completed']);
