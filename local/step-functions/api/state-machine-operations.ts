import type { StateMachine } from '../state-machines.ts';
import { ApiError } from './api-error.ts';
import type { ApiContext, Operation } from './operation.ts';
import { apiDate, pageOf, requiredArn } from './request-fields.ts';

/** DescribeStateMachine and ListStateMachines. */
export function stateMachineOperations({ stateMachines }: ApiContext): Record<string, Operation> {
  return {
    DescribeStateMachine: async (request) => {
      const arn = requiredArn(request, 'stateMachineArn', 'stateMachine');
      const machine = stateMachines.find(arn);
      if (machine === undefined) {
        throw new ApiError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
      }
      return { ...summarize(machine), status: 'ACTIVE', definition: machine.definitionText, roleArn: '' };
    },
    ListStateMachines: async (request) => {
      const { page, next } = pageOf(stateMachines.all(), ({ arn }) => arn, request);
      return { stateMachines: page.map(summarize), ...next };
    },
  };
}

function summarize({ arn, name, creationDate }: StateMachine) {
  return { stateMachineArn: arn, name, type: 'STANDARD', creationDate: apiDate(creationDate) };
}
