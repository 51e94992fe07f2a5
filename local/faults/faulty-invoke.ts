import { createHash } from 'node:crypto';
import type { Invoke } from '../lambda/invoke.ts';
import { LambdaError } from '../lambda/lambda-error.ts';
import type { InvocationFault } from './fault.ts';
import type { FaultPlan } from './fault-plan.ts';

export interface FaultyInvoke {
  readonly invoke: Invoke;
  /** The number of running invocations that no caller waits for. */
  pending(): number;
  /** Resolves when no such invocation runs. */
  idle(): Promise<void>;
}

/** Wraps `invoke` so that it injects the faults of the plan. */
export function createFaultyInvoke(
  invoke: Invoke,
  plan: FaultPlan,
  nameOf: (nameOrArn: string) => string,
): FaultyInvoke {
  const unawaited = new Set<Promise<unknown>>();
  const runUnawaited = (invocation: Promise<unknown>): void => {
    const ended: Promise<unknown> = invocation
      .catch(() => undefined)
      .finally(() => {
        unawaited.delete(ended);
      });
    unawaited.add(ended);
  };

  return {
    pending: () => unawaited.size,
    idle: async () => {
      while (unawaited.size > 0) await Promise.all(unawaited);
    },
    invoke: async (nameOrArn, payload, subject = digestOf(payload), group = subject) => {
      const call = () => invoke(nameOrArn, payload, subject, group);
      const occasion = { layer: 'invocation', functionName: nameOf(nameOrArn), subject } as const;
      switch (plan.faultAt(occasion) as InvocationFault | undefined) {
        case 'throttled':
          throw new LambdaError({
            errorType: 'Lambda.TooManyRequestsException',
            errorMessage: 'Rate Exceeded. (injected)',
          });
        case 'abandoned':
          runUnawaited(call());
          throw new LambdaError({
            errorType: 'Lambda.Unknown',
            errorMessage: 'The cause could not be determined. (injected)',
          });
        case 'doubled': {
          const both = [call(), call()];
          both.forEach(runUnawaited);
          return Promise.race(both);
        }
        case 'repeated': {
          const answer = await call();
          runUnawaited(call());
          return answer;
        }
        default:
          return call();
      }
    },
  };
}

/** Identifies an event: its payload is the same in all attempts. */
function digestOf(payload: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(payload) ?? '')
    .digest('hex')
    .slice(0, 16);
}
