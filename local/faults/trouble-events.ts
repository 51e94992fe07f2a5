import type { EventTrouble } from '../event-bridge/event-trouble.ts';
import type { EventFault } from './fault.ts';
import type { FaultPlan } from './fault-plan.ts';

/** The longest that an event is held back for another one to overtake it. */
const holdMs = 250;

/** Lets events be delivered twice, after the next one, or, those of which nobody promises it, not at all. */
export function troubleEvents(plan: FaultPlan): EventTrouble {
  let letGo: (() => void)[] = [];
  return (event) => {
    const overtaken = letGo;
    letGo = [];
    const fault = plan.strike({ layer: 'event', source: event.source, subject: event.id });
    // After this one is on its way.
    for (const release of overtaken) setImmediate(release);
    switch (fault as EventFault | undefined) {
      case 'lost':
        return { times: 0, after: undefined };
      case 'doubled':
        return { times: 2, after: undefined };
      case 'late': {
        const after = new Promise<void>((resolve) => {
          letGo.push(resolve);
          setTimeout(resolve, holdMs);
        });
        return { times: 1, after };
      }
      default:
        return { times: 1, after: undefined };
    }
  };
}
