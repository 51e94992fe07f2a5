import type { Fault, Occasion } from '../../local/faults/fault.ts';
import { oneFault, type TellingPlan } from '../../local/faults/fault-plan.ts';

export interface RecordingPlan extends TellingPlan {
  readonly occasions: readonly Occasion[];
}

/** Nothing goes wrong; what could have is remembered. */
export function recordOccasions(): RecordingPlan {
  const occasions: Occasion[] = [];
  return { occasions, struck: [], strike: (occasion) => void occasions.push(occasion) };
}

/** Several plans at once: the first that has something to say at an occasion is heard. */
export function allOf(plans: readonly TellingPlan[]): TellingPlan {
  return {
    get struck() {
      return plans.flatMap(({ struck }) => struck);
    },
    strike(occasion) {
      let fault: Fault | undefined;
      for (const plan of plans) fault ??= plan.strike(occasion);
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

/** EventBridge does not tell of the next execution that ends otherwise than it should. */
export function loseStatusEvent() {
  return oneFault('lost', (occasion) => occasion.layer === 'event' && occasion.source === 'aws.states');
}
