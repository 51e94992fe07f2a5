import type { StateEntered } from '../step-functions/start-step-functions.ts';
import type { FaultPlan } from './fault-plan.ts';

/** `arn:…:execution:<state machine>:<name>`; for a child of a Distributed Map `<state machine>/<label>` instead. */
const machineOf = (executionArn: string): string => executionArn.split(':')[6]?.split('/')[0] ?? '';

/** Stops an execution if the plan says so, through the API like an operator. */
export async function stopWherePlanned(
  plan: FaultPlan,
  { executionArn, stateName }: StateEntered,
  endpoint: string,
): Promise<void> {
  const stateMachine = machineOf(executionArn);
  const fault = plan.faultAt({ layer: 'state', stateMachine, stateName, subject: executionArn });
  if (fault !== 'stopped') return;
  await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'AWSStepFunctions.StopExecution',
    },
    body: JSON.stringify({ executionArn, error: 'Stopped', cause: 'by hand (injected)' }),
  });
}
