import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { type DefinitionName, readDefinition } from './definitions.ts';
import { LOG_RETENTION } from './log-retention.ts';
import { allow } from './permissions.ts';

export interface DefinedStateMachineProps {
  /** Of its definition; also the end of its own name, which begins with the stack's. */
  readonly name: DefinitionName;
  /** What it may do, in words. */
  readonly purpose: string;
  /** By the state that calls it. */
  readonly functions: Readonly<Record<string, lambda.IFunction>>;
}

/** A state machine as its definition is written, with a role that a definition in text form does not bring. */
export class DefinedStateMachine extends Construct {
  readonly stateMachine: sfn.StateMachine;
  readonly role: iam.Role;

  constructor(scope: Construct, id: string, { name, purpose, ...props }: DefinedStateMachineProps) {
    super(scope, id);
    const { stackName, account } = Stack.of(this);
    this.role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('states.amazonaws.com', {
        // Only for state machines of this account: docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html
        conditions: { StringEquals: { 'aws:SourceAccount': account } },
      }),
      description: purpose,
    });
    const functions = Object.entries(props.functions);
    this.role.addToPolicy(
      allow(
        ['lambda:InvokeFunction'],
        functions.map(([, task]) => task.functionArn),
      ),
    );
    this.stateMachine = new sfn.StateMachine(this, 'StateMachine', {
      stateMachineName: `${stackName}-${name}`,
      role: this.role,
      definitionBody: sfn.DefinitionBody.fromString(readDefinition(name)),
      definitionSubstitutions: Object.fromEntries(
        functions.map(([state, task]) => [`${state}Arn`, task.functionArn]),
      ),
      tracingEnabled: true,
      logs: {
        level: sfn.LogLevel.ALL,
        // Payloads hold ids and counts only, and logs need not even those.
        includeExecutionData: false,
        destination: new logs.LogGroup(this, 'Logs', {
          // Below this prefix, log delivery needs no resource policy of its own for each group, of which an account has few.
          logGroupName: `/aws/vendedlogs/states/${stackName}-${name}`,
          retention: LOG_RETENTION,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
      },
    });
  }
}
