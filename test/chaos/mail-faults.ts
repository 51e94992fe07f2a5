import type { Occasion } from '../../local/faults/fault.ts';
import type { InjectedFault, ReportingPlan } from '../../local/faults/fault-plan.ts';
import { kindOf } from '../../local/faults/fault-plan.ts';
import { type Injection, injectionsOf, rowsOf, type TableRow, type TableRun } from './fault-table.ts';
import { recoversSlowly } from './recovers-slowly.ts';
import { confirmTrial, gatherTrial, type Purpose, uploadTrial } from './run-trial.ts';
import { ORDINARY, type ScenarioContext } from './scenario.ts';
import { type ScenariosPart, scenariosOf } from './scenarios.ts';
import { violationsOf } from './verdict.ts';

interface Sender {
  readonly functionName: string;
  /** The part whose scenarios come through it. */
  readonly part: ScenariosPart;
  readonly purpose: Purpose;
}

const SENDERS: readonly Sender[] = [
  { functionName: 'NotifyRequester', part: 'functions', purpose: 'import' },
  { functionName: 'AwaitConfirmation', part: 'evaluation', purpose: 'confirm' },
];

/**
 * Injects the faults of e-mails that need time (`recovers-slowly.ts`) in a cloud that waits as AWS does: one import for each
 * fault, all side by side, because each takes two minutes.
 */
export async function injectIntoMails(context: ScenarioContext, run: TableRun): Promise<readonly TableRow[]> {
  const rows: TableRow[] = [];
  for (const { functionName, part, purpose } of SENDERS) {
    const scenario = scenariosOf(part, context).find(({ functions }) => functions.includes(functionName));
    if (scenario === undefined) throw new Error(`no scenario comes through ${functionName}`);
    const injections = (await injectionsOf(scenario)).filter(
      ({ fault, occasion }) => occasion.functionName === functionName && recoversSlowly(fault, occasion),
    );
    run.say(`the e-mail of ${functionName}: ${injections.length} imports, some two minutes`);
    await injectEach(context, injections, purpose, run);
    rows.push(...rowsOf(injections));
  }
  return rows;
}

async function injectEach(
  { test, faults }: ScenarioContext,
  injections: readonly Injection[],
  purpose: Purpose,
  { violated }: TableRun,
): Promise<void> {
  const plan = oneForEach(injections);
  const uploads = await faults.during(plan, async () => {
    const uploaded = await Promise.all(injections.map(() => uploadTrial(test, [ORDINARY], { purpose })));
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
function oneForEach(injections: readonly Injection[]): ReportingPlan {
  const injected: InjectedFault[] = [];
  const waiting = [...injections];
  const sender = injections[0]?.occasion.functionName;
  const bySubject = new Map<string, Injection>();
  const shotFor = (occasion: Occasion): Injection | undefined => {
    const known = bySubject.get(occasion.subject);
    const injection = known ?? waiting.shift();
    if (injection !== undefined) bySubject.set(occasion.subject, injection);
    return injection;
  };
  return {
    injected,
    faultAt(occasion) {
      if (!('functionName' in occasion) || occasion.functionName !== sender) return undefined;
      const injection = shotFor(occasion);
      if (injection === undefined || kindOf(injection.occasion) !== kindOf(occasion)) return undefined;
      if (injected.some(({ occasion: { subject } }) => subject === occasion.subject)) return undefined;
      injected.push({ fault: injection.fault, occasion, nth: 1 });
      return injection.fault;
    },
  };
}
