import type { Fault, Occasion } from '../../local/faults/fault.ts';
import { oneFault, type ReportingPlan } from '../../local/faults/fault-plan.ts';

export interface RecordingPlan extends ReportingPlan {
  readonly occasions: readonly Occasion[];
}

/** A plan without faults that records every occasion. */
export function recordOccasions(): RecordingPlan {
  const occasions: Occasion[] = [];
  return { occasions, injected: [], faultAt: (occasion) => void occasions.push(occasion) };
}

/** Combines plans: at each occasion, the first plan that names a fault decides. */
export function allOf(plans: readonly ReportingPlan[]): ReportingPlan {
  return {
    get injected() {
      return plans.flatMap(({ injected }) => injected);
    },
    faultAt(occasion) {
      let fault: Fault | undefined;
      for (const plan of plans) fault ??= plan.faultAt(occasion);
      return fault;
    },
  };
}

/** Stops the execution at its n-th entry into a state; `stateMachine` as its name ends. */
export function stopAt(stateMachine: string, stateName: string) {
  return oneFault(
    'stopped',
    (occasion) =>
      occasion.layer === 'state' &&
      occasion.stateMachine.endsWith(stateMachine) &&
      occasion.stateName === stateName,
  );
}

/** Loses the next status event of an execution that did not succeed. */
export function loseStatusEvent() {
  return oneFault('lost', (occasion) => occasion.layer === 'event' && occasion.source === 'aws.states');
}
