import { LambdaError } from '../lambda/lambda-error.ts';
import type { InvocationWatch } from '../lambda/watched-invocation.ts';
import type { ProcessFault } from './fault.ts';
import type { FaultPlan } from './fault-plan.ts';
import type { RunningInvocations } from './running-invocations.ts';

/** Keeps track of the invocation of each process, and kills processes according to the plan. */
export function killProcesses(plan: FaultPlan, invocations: RunningInvocations): InvocationWatch {
  const atEnd = new Set<string>();
  return {
    began(invocation) {
      invocations.begin(invocation);
      const { functionName, subject, processId } = invocation;
      const fault = plan.faultAt({ layer: 'process', functionName, subject }) as ProcessFault | undefined;
      if (fault === 'killed-at-start') void invocation.kill();
      if (fault === 'killed-at-end') atEnd.add(processId);
    },
    async answered({ processId, kill }) {
      if (!atEnd.has(processId)) return;
      await kill();
      throw new LambdaError({
        errorType: 'Runtime.OutOfMemory',
        errorMessage: 'Runtime exited with error: signal: killed (injected)',
      });
    },
    ended({ processId }) {
      atEnd.delete(processId);
      invocations.end(processId);
    },
  };
}
