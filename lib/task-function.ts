import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { TaskCode } from './bundle-tasks.ts';
import { LOG_RETENTION } from './log-retention.ts';
import { allow } from './permissions.ts';
import { type EnvironmentOf, TASKS, type Task, type TaskId } from './tasks.ts';

/**
 * Stack traces in terms of the sources. And a small young generation: the functions keep little for long, and with it
 * SplitFile takes a third less. Those that write users make so many requests that it cost them an eighth of their time
 * (`npm run bench memory throughput`): they name their own.
 */
const nodeOptions = (semiSpaceMiB = 2): string =>
  `--enable-source-maps --max-semi-space-size=${semiSpaceMiB}`;

export interface TaskFunctionProps<Id extends TaskId> {
  readonly code: TaskCode;
  /** Every variable that the task's schema asks for: one that is missing here does not compile. */
  readonly environment: EnvironmentOf<Id>;
  readonly permissions: readonly iam.PolicyStatement[];
  /** Reserved: the most instances at a time. */
  readonly maxInstances?: number | undefined;
}

/** One task as a Lambda function: its own role, its own log group, and no permission beyond those handed in. */
export class TaskFunction<Id extends TaskId> extends lambda.Function {
  constructor(scope: Construct, id: Id, props: TaskFunctionProps<Id>) {
    const { folder, memoryMiB, timeoutSeconds, semiSpaceMiB }: Task = TASKS[id];
    const stackName = Stack.of(scope).stackName;
    const logGroup = new logs.LogGroup(scope, `${id}Logs`, {
      logGroupName: `/${stackName}/${folder}`,
      retention: LOG_RETENTION,
      // Logs hold no records, and expire in any case: nothing that must outlive the stack.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new iam.Role(scope, `${id}Role`, {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      description: `What ${folder} may do`,
    });
    super(scope, id, {
      functionName: `${stackName}-${folder}`,
      code: props.code(id),
      handler: 'index.handler',
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      memorySize: memoryMiB,
      ...(props.maxInstances !== undefined && { reservedConcurrentExecutions: props.maxInstances }),
      timeout: Duration.seconds(timeoutSeconds),
      tracing: lambda.Tracing.ACTIVE,
      logGroup,
      role,
      environment: { ...asStrings(props.environment), NODE_OPTIONS: nodeOptions(semiSpaceMiB) },
    });
    role.addToPolicy(allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroup.logGroupArn]));
    for (const permission of props.permissions) role.addToPolicy(permission);
  }
}

function asStrings(environment: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [
      name,
      typeof value === 'object' ? JSON.stringify(value) : String(value),
    ]),
  );
}
