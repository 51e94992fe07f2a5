import { readFileSync } from 'node:fs';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { ArnFormat, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { DEFINITION_FILE } from './definition-file.ts';
import { LOG_RETENTION } from './log-retention.ts';
import { WORK_PREFIX } from './object-prefixes.ts';
import { allow } from './permissions.ts';

export interface WorkflowProps {
  /** By the state that calls it. */
  readonly functions: Readonly<Record<string, lambda.IFunction>>;
  /** Where the Distributed Map reads its manifest. */
  readonly results: s3.Bucket;
}

/** The state machine `user-import`: the definition as it is written, and a role that a definition in text form does not bring. */
export class Workflow extends Construct {
  readonly stateMachine: sfn.StateMachine;

  constructor(scope: Construct, id: string, { functions, results }: WorkflowProps) {
    super(scope, id);
    const { stackName } = Stack.of(this);
    const role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('states.amazonaws.com', {
        // Only for state machines of this account: docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
      description: 'What an import may do: call its tasks, read its manifest, run a child per chunk',
    });
    role.addToPolicy(
      allow(
        ['lambda:InvokeFunction'],
        Object.values(functions).map((task) => task.functionArn),
      ),
    );
    role.addToPolicy(allow(['s3:GetObject'], [results.arnForObjects(`${WORK_PREFIX}*`)]));

    this.stateMachine = new sfn.StateMachine(this, 'UserImport', {
      stateMachineName: `${stackName}-user-import`,
      role,
      definitionBody: sfn.DefinitionBody.fromString(readFileSync(DEFINITION_FILE, 'utf8')),
      definitionSubstitutions: Object.fromEntries(
        Object.entries(functions).map(([state, task]) => [`${state}Arn`, task.functionArn]),
      ),
      tracingEnabled: true,
      logs: {
        level: sfn.LogLevel.ALL,
        // Payloads hold ids and counts only, and logs need not even those.
        includeExecutionData: false,
        destination: new logs.LogGroup(this, 'Logs', {
          // Below this prefix, log delivery needs no resource policy of its own for each group, of which an account has few.
          logGroupName: `/aws/vendedlogs/states/${stackName}-user-import`,
          retention: LOG_RETENTION,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
      },
    });
    this.allowChildExecutions(role);
  }

  /** In a policy of its own: in the role's, the state machine would depend on a policy that names the state machine. */
  private allowChildExecutions(role: iam.Role): void {
    const executions = (suffix: string) =>
      Stack.of(this).formatArn({
        service: 'states',
        resource: 'execution',
        resourceName: `${this.stateMachine.stateMachineName}${suffix}`,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      });
    new iam.Policy(this, 'ChildExecutions', {
      roles: [role],
      statements: [
        allow(['states:StartExecution'], [this.stateMachine.stateMachineArn]),
        // A child's name is <state machine>/<label of the Map>:<id>.
        allow(['states:DescribeExecution', 'states:StopExecution'], [executions(':*'), executions('/*')]),
      ],
    });
  }

  /** Executions that ended like this, in five minutes. */
  ended(how: 'Failed' | 'TimedOut' | 'Aborted') {
    const period = Duration.minutes(5);
    return this.stateMachine.metric(`Executions${how}`, { statistic: 'Sum', period });
  }
}
