/** Stops the execution at each state that an import comes through. */
import { confirmed, expired, stoppedWhileItWaits } from './confirmed-scenes.ts';
import { AS_WITHOUT_IT, type TableRow, type TableRun } from './fault-table.ts';
import { aborted, rejected, stoppedAt } from './ordinary-scenes.ts';
import { recordOccasions, stopAt } from './plans.ts';
import type { Purpose } from './run-trial.ts';
import type { Stage } from './stage.ts';

const REPORTED = 'ABORTED and reported';
const RESUMED = `${REPORTED}; resumed: same result`;
const ASKED_AGAIN = `${REPORTED}, nothing written; resumed: asks again, then the same result`;

interface Stop {
  readonly step: string;
  readonly result: string;
  readonly play: () => Promise<readonly string[]>;
}

/** A state, and the purpose of the import that comes through it. */
export interface Passed {
  readonly step: string;
  readonly purpose: Purpose;
}

export async function stopStates(stage: Stage, { say, violated }: TableRun): Promise<readonly TableRow[]> {
  const rows: TableRow[] = [];
  for (const { step, result, play } of await stopsOf(stage)) {
    const violations = await play();
    if (violations.length > 0) violated(`${violations.join('; ')}\n  after stopped at ${step}`);
    say(`stopped at ${step}`);
    rows.push({ step, fault: 'stopped', at: [], result });
  }
  return rows;
}

async function stopsOf(stage: Stage): Promise<readonly Stop[]> {
  const at = (step: string) => stopAt('user-import', step);
  const passed = (await statesOf(stage)).map(
    (state): Stop => ({ step: state.step, result: endsAfter(state), play: () => stopIn(stage, state) }),
  );
  const others: readonly Stop[] = [
    {
      step: 'ExpireImport',
      result: `${REPORTED}, nothing written`,
      play: () => expired(stage, at('ExpireImport'), 'ABORTED'),
    },
    {
      // The file's problem was not recorded yet: resumed, the import is rejected.
      step: 'RejectImport',
      result: REPORTED,
      play: () => rejected(stage, at('RejectImport'), 'ABORTED'),
    },
    { step: 'AbortImport', result: REPORTED, play: () => aborted(stage, at('AbortImport')) },
  ];
  return [...passed, ...others];
}

async function stopIn(stage: Stage, { step, purpose }: Passed): Promise<readonly string[]> {
  const plan = stopAt('user-import', step);
  if (purpose !== 'confirm') return stoppedAt(stage, plan);
  const waiting = step === 'AwaitConfirmation' ? await stoppedWhileItWaits(stage) : [];
  return [...(await confirmed(stage, plan)), ...waiting];
}

/** The states of an ordinary import in order, then the additional states of a confirmed one. */
export async function statesOf(stage: Stage): Promise<readonly Passed[]> {
  const [plain, asked] = [recordOccasions(), recordOccasions()];
  await stoppedAt(stage, plain);
  await confirmed(stage, asked);
  const ordinary = namesOf(plain);
  return [
    ...[...ordinary].map((step): Passed => ({ step, purpose: 'import' })),
    ...[...namesOf(asked).difference(ordinary)].map((step): Passed => ({ step, purpose: 'confirm' })),
  ];
}

function namesOf({ occasions }: ReturnType<typeof recordOccasions>): ReadonlySet<string> {
  return new Set(occasions.flatMap((met) => (met.layer === 'state' ? [met.stateName] : [])));
}

/** States of an import that has ended: stopping the execution there changes nothing. */
const LATE = new Set(['ReleaseTurn', 'NotifyRequester', 'HowItEnded', 'Completed']);

export function endsAfter({ step, purpose }: Passed): string {
  if (purpose === 'confirm') return ASKED_AGAIN;
  return LATE.has(step) ? AS_WITHOUT_IT : RESUMED;
}
