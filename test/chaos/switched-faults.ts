import type { FaultPlan } from '../../local/faults/fault-plan.ts';

/** A plan that can be replaced while the cloud runs. Between two trials there are no faults. */
export interface SwitchedFaults extends FaultPlan {
  during<T>(plan: FaultPlan, work: () => Promise<T>): Promise<T>;
}

export function switchedFaults(): SwitchedFaults {
  let current: FaultPlan | undefined;
  return {
    faultAt: (occasion) => current?.faultAt(occasion),
    async during(plan, work) {
      current = plan;
      try {
        return await work();
      } finally {
        current = undefined;
      }
    },
  };
}
