/** The ways that an import can take: between them they come through every state and every function. */
import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import type { Struck, TellingPlan } from '../../local/faults/fault-plan.ts';
import type { ModelRecord } from '../lambdas/processing/model.ts';
import { type Imported, importFile, newTenant, type RunningCloud } from '../support/test-cloud.ts';
import { allOf, loseStatusEvent, stopAt } from './plans.ts';
import { gatherTrial, runTrial, uploadTrial } from './run-trial.ts';
import type { SwitchedFaults } from './switched-faults.ts';
import { mailsAllowed, violationsOf } from './verdict.ts';

export interface Scene {
  /** Construct ids of the functions that are struck in it. */
  readonly functions: readonly string[];
  /** @returns what was not as it must be */
  readonly play: (plan: TellingPlan) => Promise<readonly string[]>;
}

export interface Stage {
  readonly test: RunningCloud;
  readonly faults: SwitchedFaults;
  /** Called when an execution has entered a state. */
  onState: (stateName: string) => unknown;
}

/** Repeats within a chunk and across chunks, a code that moves on, a blank, a null, a record that fails. */
export const ORDINARY: readonly ModelRecord[] = [
  { id: 'ann', codes: { p: 'X' }, firstName: 'A' },
  { id: 'bob', codes: { p: 'Y', q: 'X' } },
  { id: 'cy', codes: { p: 'X' } },
  { id: 'ann', codes: { p: null }, firstName: '' },
  { id: 'cy', codes: { p: 'X' } },
  { id: 'dee', codes: {}, malformed: true },
  { id: 'bob', codes: { p: 'Z' }, firstName: 'B' },
  { id: 'dee', codes: { p: 'Y' } },
  { id: 'ann', codes: { p: 'X' }, firstName: null },
  { id: 'bob', codes: { q: 'X' } },
];

export function scenes(stage: Stage): readonly Scene[] {
  return [
    {
      functions: [
        'StartImport',
        'InspectFile',
        'SplitFile',
        'WaitForTurn',
        'ProcessChunk',
        'ProcessRepeats',
        'CollectResults',
        'ReleaseTurn',
        'NotifyRequester',
      ],
      play: (plan) => ordinary(stage, plan),
    },
    { functions: ['RejectImport'], play: (plan) => rejected(stage, plan) },
    { functions: ['AbortImport'], play: (plan) => aborted(stage, plan) },
    { functions: ['RecoverImport'], play: (plan) => stopped(stage, plan) },
    { functions: ['SweepImports'], play: (plan) => swept(stage, plan) },
  ];
}

async function ordinary({ test, faults }: Stage, plan: TellingPlan): Promise<readonly string[]> {
  const files = [ORDINARY];
  return violationsOf(files, await runTrial(test, faults, plan, files), plan.struck);
}

/** A file that is wrong as a whole. */
export async function rejected(
  { test, faults }: Stage,
  plan: TellingPlan,
  status = 'REJECTED',
): Promise<readonly string[]> {
  const imported = await faults.during(plan, () =>
    importFile(test, 'nothing,known\n1,2\n', { type: 'participants' }),
  );
  return endViolations(imported, status, plan.struck);
}

/** A file that is taken away under the import. */
export async function aborted(stage: Stage, plan: TellingPlan): Promise<readonly string[]> {
  const { test, faults } = stage;
  const tenant = newTenant();
  stage.onState = async (stateName) => {
    if (stateName !== 'ProcessChunks') return;
    const Key = `partners/${tenant}/participants/gone.csv`;
    await test.clients.s3.send(new DeleteObjectCommand({ Bucket: test.clients.uploadsBucket, Key }));
  };
  const upload = { tenant, type: 'participants', name: 'gone.csv' };
  const imported = await faults.during(plan, () => importFile(test, 'accountId,id\na,ann\n', upload));
  stage.onState = () => undefined;
  return endViolations(imported, 'ABORTED', plan.struck);
}

/** Stopped by hand, recovered, resumed. */
async function stopped(stage: Stage, plan: TellingPlan): Promise<readonly string[]> {
  return stoppedAt(stage, allOf([plan, stopAt('user-import', 'ProcessRepeats')]));
}

/** Stopped, and nobody is told: the sweep finds it. */
async function swept(stage: Stage, plan: TellingPlan): Promise<readonly string[]> {
  const unseen = allOf([plan, loseStatusEvent(), stopAt('user-import', 'ProcessRepeats')]);
  return stoppedAt(stage, unseen, async () => {
    stage.test.cloud.fireSchedule('Sweep');
    await stage.test.cloud.idle();
  });
}

/** An import that is stopped ends as ABORTED, with its e-mail; resumed, it ends as if nothing had been. */
export async function stoppedAt(
  { test, faults }: Stage,
  plan: TellingPlan,
  meanwhile: () => Promise<void> = async () => undefined,
): Promise<readonly string[]> {
  const files = [ORDINARY];
  const uploads = await faults.during(plan, async () => {
    const uploaded = await uploadTrial(test, files);
    await test.cloud.idle();
    await meanwhile();
    return uploaded;
  });
  const [before] = (await gatherTrial(test, uploads)).imports;
  if (before === undefined) return ['the upload was not taken in'];
  if (before.item.status.startsWith('COMPLETED'))
    return violationsOf(files, await gatherTrial(test, uploads), plan.struck);
  return [...endViolations(before, 'ABORTED', plan.struck), ...(await resumed(test, uploads, before))];
}

export async function resumed(
  test: RunningCloud,
  uploads: Awaited<ReturnType<typeof uploadTrial>>,
  { item }: Imported,
): Promise<readonly string[]> {
  const { importId } = item;
  const answer = (await test.cloud.invoke('ResumeImport', { importId })) as { readonly resumed: boolean };
  if (!answer.resumed) return [`not resumed: ${JSON.stringify(answer)}`];
  await test.cloud.idle();
  const { imports, users } = await gatherTrial(test, uploads);
  // `gather` knows the first attempt's e-mail by its id; the second's has another.
  const mails = (await test.cloud.mails()).filter(({ raw }) => raw.includes(`<${importId}-2@`));
  const again = imports.map((one) => ({ ...one, mails: mails.map(({ raw }) => raw) }));
  return violationsOf([ORDINARY], { imports: again, users }, []).map((what) => `resumed: ${what}`);
}

export function endViolations(
  { item, mails }: Pick<Imported, 'item' | 'mails'>,
  status: string,
  struck: readonly Struck[],
): readonly string[] {
  const isMailed = mails.length >= 1 && mails.length <= mailsAllowed(struck);
  return [
    ...(item.status === status ? [] : [`${item.status} instead of ${status}: ${item.reason?.code}`]),
    ...(isMailed ? [] : [`${mails.length} e-mails`]),
  ];
}
