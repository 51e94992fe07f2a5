import { createHash } from 'node:crypto';
import type { Invoke } from '../lambda/invoke.ts';
import { LambdaError } from '../lambda/lambda-error.ts';
import type { InvocationFault } from './fault.ts';
import type { FaultPlan } from './fault-plan.ts';

export interface FaultyInvoke {
  readonly invoke: Invoke;
  /** How many invocations run that nobody waits for. */
  pending(): number;
  /** Resolves when none does. */
  idle(): Promise<void>;
}

/** Invokes functions, and lets that go wrong as the plan says. */
export function createFaultyInvoke(
  invoke: Invoke,
  plan: FaultPlan,
  nameOf: (nameOrArn: string) => string,
): FaultyInvoke {
  const aside = new Set<Promise<unknown>>();
  const letRun = (invocation: Promise<unknown>): void => {
    const ended: Promise<unknown> = invocation
      .catch(() => undefined)
      .finally(() => {
        aside.delete(ended);
      });
    aside.add(ended);
  };

  return {
    pending: () => aside.size,
    idle: async () => {
      while (aside.size > 0) await Promise.all(aside);
    },
    invoke: async (nameOrArn, payload, subject = digestOf(payload), line = subject) => {
      const again = () => invoke(nameOrArn, payload, subject, line);
      const occasion = { layer: 'invocation', functionName: nameOf(nameOrArn), subject } as const;
      switch (plan.faultAt(occasion) as InvocationFault | undefined) {
        case 'throttled':
          throw new LambdaError({
            errorType: 'Lambda.TooManyRequestsException',
            errorMessage: 'Rate Exceeded. (injected)',
          });
        case 'abandoned':
          letRun(again());
          throw new LambdaError({
            errorType: 'Lambda.Unknown',
            errorMessage: 'The cause could not be determined. (injected)',
          });
        case 'doubled': {
          const both = [again(), again()];
          both.forEach(letRun);
          return Promise.race(both);
        }
        case 'repeated': {
          const answer = await again();
          letRun(again());
          return answer;
        }
        default:
          return again();
      }
    },
  };
}

/** An event is the same in all its attempts. */
function digestOf(payload: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(payload) ?? '')
    .digest('hex')
    .slice(0, 16);
}
