import type { Occasion } from './fault.ts';
import type { InjectedFault, ReportingPlan } from './fault-plan.ts';

export interface WriteLimitOptions {
  /** Item writes per second. Unused capacity is not saved for the next second. */
  readonly perSecond: number;
  /** Milliseconds of a monotonic clock. */
  readonly now?: () => number;
}

const WRITES: ReadonlySet<string> = new Set(['PutItem', 'UpdateItem']);

/** A table that accepts a number of writes per second from the workers and refuses more, as DynamoDB throttles. */
export function writeLimit({ perSecond, now = () => performance.now() }: WriteLimitOptions): ReportingPlan {
  const injected: InjectedFault[] = [];
  let accepted = perSecond;
  let since = now();
  const isWrite = (occasion: Occasion): boolean =>
    occasion.layer === 'request' &&
    occasion.service === 'dynamodb' &&
    occasion.functionName === 'ProcessChunk' &&
    WRITES.has(occasion.operation);
  return {
    injected,
    faultAt(occasion) {
      if (!isWrite(occasion)) return undefined;
      const at = now();
      accepted = Math.min(perSecond, accepted + ((at - since) / 1000) * perSecond);
      since = at;
      if (accepted >= 1) {
        accepted -= 1;
        return undefined;
      }
      injected.push({ fault: 'refused', occasion, nth: injected.length + 1 });
      return 'refused';
    },
  };
}
