import type { Occasion } from '../../local/faults/fault.ts';
import type { Struck, TellingPlan } from '../../local/faults/fault-plan.ts';
import { kindOf } from '../../local/faults/fault-plan.ts';
import { rowsOf, type Shot, shotsOf, type TableRow, type TableRun } from './fault-table.ts';
import { needsTime } from './needs-time.ts';
import { gatherTrial, uploadTrial } from './run-trial.ts';
import { ORDINARY, type Stage, scenes } from './scenes.ts';
import { violationsOf } from './verdict.ts';

/**
 * What strikes the e-mail and needs time to get over: in a cloud that waits as AWS does, an import for each fault, all of
 * them side by side, since each takes its two minutes.
 */
export async function strikeTheMail(stage: Stage, { say, violated }: TableRun): Promise<readonly TableRow[]> {
  const [ordinary] = scenes(stage);
  if (ordinary === undefined) return [];
  const shots = (await shotsOf(ordinary)).filter(({ fault, occasion }) => needsTime(fault, occasion));
  say(`the e-mail: ${shots.length} imports, some two minutes`);
  const plan = oneForEach(shots);
  const { test, faults } = stage;
  const uploads = await faults.during(plan, async () => {
    const uploaded = await Promise.all(shots.map(() => uploadTrial(test, [ORDINARY])));
    await test.cloud.idle();
    return uploaded;
  });
  for (const upload of uploads) {
    const outcome = await gatherTrial(test, upload);
    const name = outcome.imports[0]?.item.importId ?? '';
    const own = plan.struck.filter(({ occasion }) => occasion.subject.includes(name));
    const violations = violationsOf([ORDINARY], outcome, own);
    const after = own.map(({ fault, occasion }) => `${fault} at ${kindOf(occasion)}`).join(', ');
    if (violations.length > 0) violated(`${violations.join('; ')}\n  after ${after}`);
  }
  return rowsOf(shots);
}

/** Each execution that comes to its e-mail meets the next fault. */
function oneForEach(shots: readonly Shot[]): TellingPlan {
  const struck: Struck[] = [];
  const waiting = [...shots];
  const bySubject = new Map<string, Shot>();
  const shotFor = (occasion: Occasion): Shot | undefined => {
    const known = bySubject.get(occasion.subject);
    const shot = known ?? waiting.shift();
    if (shot !== undefined) bySubject.set(occasion.subject, shot);
    return shot;
  };
  return {
    struck,
    strike(occasion) {
      if (!('functionName' in occasion) || occasion.functionName !== 'NotifyRequester') return undefined;
      const shot = shotFor(occasion);
      if (shot === undefined || kindOf(shot.occasion) !== kindOf(occasion)) return undefined;
      if (struck.some(({ occasion: { subject } }) => subject === occasion.subject)) return undefined;
      struck.push({ fault: shot.fault, occasion, nth: 1 });
      return shot.fault;
    },
  };
}
