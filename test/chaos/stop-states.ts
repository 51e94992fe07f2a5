/** Stops the execution at each state that an import comes through. */
import { confirmed, expired, stoppedWhileItWaits } from './confirmed-scenarios.ts';
import { AS_WITHOUT_IT, type TableRow, type TableRun } from './fault-table.ts';
import { aborted, rejected, stoppedAt } from './ordinary-scenarios.ts';
import { recordOccasions, stopAt } from './plans.ts';
import type { Purpose } from './run-trial.ts';
import type { ScenarioContext } from './scenario.ts';

const REPORTED = 'ABORTED and reported';
const RESUMED = `${REPORTED}; resumed: same result`;
const ASKED_AGAIN = `${REPORTED}, nothing written; resumed: asks again, then the same result`;

interface Stop {
  readonly step: string;
  readonly result: string;
  readonly run: () => Promise<readonly string[]>;
}

/** A state, and the purpose of the import that comes through it. */
export interface Passed {
  readonly step: string;
  readonly purpose: Purpose;
}

export async function stopStates(
  context: ScenarioContext,
  { say, violated }: TableRun,
): Promise<readonly TableRow[]> {
  const rows: TableRow[] = [];
  for (const { step, result, run } of await stopsOf(context)) {
    const violations = await run();
    if (violations.length > 0) violated(`${violations.join('; ')}\n  after stopped at ${step}`);
    say(`stopped at ${step}`);
    rows.push({ step, fault: 'stopped', at: [], result });
  }
  return rows;
}

async function stopsOf(context: ScenarioContext): Promise<readonly Stop[]> {
  const at = (step: string) => stopAt('user-import', step);
  const passed = (await statesOf(context)).map(
    (state): Stop => ({ step: state.step, result: endsAfter(state), run: () => stopIn(context, state) }),
  );
  const others: readonly Stop[] = [
    {
      step: 'ExpireImport',
      result: `${REPORTED}, nothing written`,
      run: () => expired(context, at('ExpireImport'), 'ABORTED'),
    },
    {
      // The file's problem was not recorded yet: resumed, the import is rejected.
      step: 'RejectImport',
      result: REPORTED,
      run: () => rejected(context, at('RejectImport'), 'ABORTED'),
    },
    ...['AbortImport', 'WriteAbortedFiles'].map((step) => ({
      step,
      result: REPORTED,
      run: () => aborted(context, at(step)),
    })),
  ];
  return [...passed, ...others];
}

async function stopIn(context: ScenarioContext, { step, purpose }: Passed): Promise<readonly string[]> {
  const plan = stopAt('user-import', step);
  if (purpose !== 'confirm') return stoppedAt(context, plan);
  const waiting = step === 'AwaitConfirmation' ? await stoppedWhileItWaits(context) : [];
  return [...(await confirmed(context, plan)), ...waiting];
}

/** The states of an ordinary import in order, then the additional states of a confirmed one. */
export async function statesOf(context: ScenarioContext): Promise<readonly Passed[]> {
  const [plain, asked] = [recordOccasions(), recordOccasions()];
  await stoppedAt(context, plain);
  await confirmed(context, asked);
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
const LATE = new Set([
  'AreResultsCollected',
  'ReleaseTurn',
  'IsIncomplete',
  'NotifyRequester',
  'HowItEnded',
  'Completed',
]);

export function endsAfter({ step, purpose }: Passed): string {
  if (purpose === 'confirm') return ASKED_AGAIN;
  return LATE.has(step) ? AS_WITHOUT_IT : RESUMED;
}
