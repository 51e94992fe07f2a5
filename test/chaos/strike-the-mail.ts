import type { Occasion } from '../../local/faults/fault.ts';
import type { InjectedFault, ReportingPlan } from '../../local/faults/fault-plan.ts';
import { kindOf } from '../../local/faults/fault-plan.ts';
import { rowsOf, type Shot, shotsOf, type TableRow, type TableRun } from './fault-table.ts';
import { needsTime } from './needs-time.ts';
import { confirmTrial, gatherTrial, type Purpose, uploadTrial } from './run-trial.ts';
import { type ScenesPart, scenesOf } from './scenes.ts';
import { ORDINARY, type Stage } from './stage.ts';
import { violationsOf } from './verdict.ts';

interface Sender {
  readonly functionName: string;
  /** The part whose scenes come through it. */
  readonly part: ScenesPart;
  readonly purpose: Purpose;
}

const SENDERS: readonly Sender[] = [
  { functionName: 'NotifyRequester', part: 'functions', purpose: 'import' },
  { functionName: 'AwaitConfirmation', part: 'evaluation', purpose: 'confirm' },
];

/**
 * Injects the faults of e-mails that need time (`needs-time.ts`) in a cloud that waits as AWS does: one import for each
 * fault, all side by side, because each takes two minutes.
 */
export async function strikeTheMail(stage: Stage, run: TableRun): Promise<readonly TableRow[]> {
  const rows: TableRow[] = [];
  for (const { functionName, part, purpose } of SENDERS) {
    const scene = scenesOf(part, stage).find(({ functions }) => functions.includes(functionName));
    if (scene === undefined) throw new Error(`no scene comes through ${functionName}`);
    const shots = (await shotsOf(scene)).filter(
      ({ fault, occasion }) => occasion.functionName === functionName && needsTime(fault, occasion),
    );
    run.say(`the e-mail of ${functionName}: ${shots.length} imports, some two minutes`);
    await strikeEach(stage, shots, purpose, run);
    rows.push(...rowsOf(shots));
  }
  return rows;
}

async function strikeEach(
  { test, faults }: Stage,
  shots: readonly Shot[],
  purpose: Purpose,
  { violated }: TableRun,
): Promise<void> {
  const plan = oneForEach(shots);
  const uploads = await faults.during(plan, async () => {
    const uploaded = await Promise.all(shots.map(() => uploadTrial(test, [ORDINARY], { purpose })));
    if (purpose === 'confirm')
      await Promise.all(uploaded.map((upload) => confirmTrial(test, faults, upload)));
    await test.cloud.idle();
    return uploaded;
  });
  for (const upload of uploads) {
    const outcome = await gatherTrial(test, upload);
    const name = outcome.imports[0]?.item.importId ?? '';
    const own = plan.injected.filter(({ occasion }) => occasion.subject.includes(name));
    const violations = violationsOf([ORDINARY], outcome, own, purpose);
    const after = own.map(({ fault, occasion }) => `${fault} at ${kindOf(occasion)}`).join(', ');
    if (violations.length > 0) violated(`${violations.join('; ')}\n  after ${after}`);
  }
}

/** Gives each execution that sends an e-mail the next fault. */
function oneForEach(shots: readonly Shot[]): ReportingPlan {
  const injected: InjectedFault[] = [];
  const waiting = [...shots];
  const sender = shots[0]?.occasion.functionName;
  const bySubject = new Map<string, Shot>();
  const shotFor = (occasion: Occasion): Shot | undefined => {
    const known = bySubject.get(occasion.subject);
    const shot = known ?? waiting.shift();
    if (shot !== undefined) bySubject.set(occasion.subject, shot);
    return shot;
  };
  return {
    injected,
    strike(occasion) {
      if (!('functionName' in occasion) || occasion.functionName !== sender) return undefined;
      const shot = shotFor(occasion);
      if (shot === undefined || kindOf(shot.occasion) !== kindOf(occasion)) return undefined;
      if (injected.some(({ occasion: { subject } }) => subject === occasion.subject)) return undefined;
      injected.push({ fault: shot.fault, occasion, nth: 1 });
      return shot.fault;
    },
  };
}
