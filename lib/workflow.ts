import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { WORK_PREFIX } from '../lambdas/contracts/object-prefixes.ts';
import { DefinedStateMachine } from './defined-state-machine.ts';
import { allow, executionsOf } from './permissions.ts';

export interface WorkflowProps {
  /** By the state that calls it. */
  readonly functions: Readonly<Record<string, lambda.IFunction>>;
  /** Where the Distributed Map reads its manifest. */
  readonly results: s3.Bucket;
}

/** The end of the name of `user-import`; what its own functions may do to it is said by name, since it names them. */
export const USER_IMPORT = 'user-import';

/** The state machine `user-import`, with a Distributed Map whose children are executions of the same state machine. */
export class Workflow extends Construct {
  readonly stateMachine: sfn.StateMachine;

  constructor(scope: Construct, id: string, { functions, results }: WorkflowProps) {
    super(scope, id);
    const { stateMachine, role } = new DefinedStateMachine(this, 'UserImport', {
      name: USER_IMPORT,
      purpose: 'What an import may do: call its tasks, read its manifest, run a child per chunk',
      functions,
    });
    this.stateMachine = stateMachine;
    role.addToPolicy(allow(['s3:GetObject'], [results.arnForObjects(`${WORK_PREFIX}*`)]));
    // In a policy of its own: in the role's, the state machine would depend on a policy that names the state machine.
    new iam.Policy(this, 'ChildExecutions', {
      roles: [role],
      statements: [
        allow(['states:StartExecution'], [stateMachine.stateMachineArn]),
        // A child's name is <state machine>/<label of the Map>:<id>.
        allow(
          ['states:DescribeExecution', 'states:StopExecution'],
          [executionsOf(stateMachine, ':*'), executionsOf(stateMachine, '/*')],
        ),
      ],
    });
  }

  /** Executions that ended like this, in five minutes. */
  ended(how: 'Failed' | 'TimedOut' | 'Aborted') {
    const period = Duration.minutes(5);
    return this.stateMachine.metric(`Executions${how}`, { statistic: 'Sum', period });
  }
}
