import type { EventFaults } from '../event-bridge/event-faults.ts';
import type { EventFault } from './fault.ts';
import type { FaultPlan } from './fault-plan.ts';

/** How long an event is delayed at most, so that another event can overtake it. */
const maxDelayMs = 250;

/** Delivers events twice, after the next event, or not at all if their delivery is not guaranteed. */
export function injectEventFaults(plan: FaultPlan): EventFaults {
  let delayed: (() => void)[] = [];
  return (event) => {
    const overdue = delayed;
    delayed = [];
    const fault = plan.faultAt({ layer: 'event', source: event.source, subject: event.id });
    // setImmediate: after the delivery of this event has started.
    for (const release of overdue) setImmediate(release);
    switch (fault as EventFault | undefined) {
      case 'lost':
        return { times: 0, after: undefined };
      case 'doubled':
        return { times: 2, after: undefined };
      case 'late': {
        const after = new Promise<void>((resolve) => {
          delayed.push(resolve);
          setTimeout(resolve, maxDelayMs);
        });
        return { times: 1, after };
      }
      default:
        return { times: 1, after: undefined };
    }
  };
}
