import type { Template } from 'aws-cdk-lib/assertions';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Stack } from 'aws-cdk-lib/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { TASK_VARIABLES } from '../../lambdas/composition/environments.ts';
import { TaskFunction } from '../../lib/task-function.ts';
import { TASKS, type Task, type TaskId } from '../../lib/tasks.ts';
import { stubStack } from './stub-stack.ts';

const tasks = Object.entries(TASKS) as [TaskId, Task][];

describe('the functions', () => {
  let template: Template;
  beforeAll(() => {
    template = stubStack({ maxConcurrency: '7' }).template();
  });

  const propertiesOf = (folder: string) =>
    Object.values(template.findResources('AWS::Lambda::Function')).find(
      ({ Properties }) => Properties.FunctionName === `rollcall-local-${folder}`,
    )?.Properties;

  it.each(tasks)('%s runs traced on Node 24 and ARM, with its own time, memory and log group', (_, task) => {
    const properties = propertiesOf(task.folder);
    expect(properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      MemorySize: task.memoryMiB,
      Timeout: task.timeoutSeconds,
      TracingConfig: { Mode: 'Active' },
    });
    const logGroup = template.findResources('AWS::Logs::LogGroup')[properties?.LoggingConfig.LogGroup.Ref];
    expect(logGroup?.Properties).toEqual({
      LogGroupName: `/rollcall-local/${task.folder}`,
      RetentionInDays: 90,
    });
  });

  it.each(tasks)('%s gets the variables that it asks for, and no other of ours', (_, task) => {
    const { NODE_OPTIONS, ...variables } = propertiesOf(task.folder)?.Environment.Variables ?? {};
    expect(NODE_OPTIONS).toBe(`--enable-source-maps --max-semi-space-size=${task.semiSpaceMiB ?? 2}`);
    expect(Object.keys(variables).sort()).toEqual([...TASK_VARIABLES[task.folder]].sort());
    for (const value of Object.values(variables))
      if (typeof value !== 'object') expect(value).toBeTypeOf('string');
  });

  it('have no reserved concurrency, unless the stage reserves it for those that strangers can call', () => {
    const reserved = (from: Template) =>
      Object.values(from.findResources('AWS::Lambda::Function')).flatMap(({ Properties }) => {
        const { FunctionName, ReservedConcurrentExecutions: instances } = Properties;
        return instances === undefined ? [] : [`${FunctionName}: ${instances}`];
      });
    expect(reserved(template)).toEqual([]);
    expect(reserved(stubStack({ apiConcurrency: '20' }).template()).sort()).toEqual([
      'rollcall-local-api: 20',
      'rollcall-local-group-members-api: 20',
    ]);
  });

  it('are called by strangers through stages that let no more requests through than the recommended instances answer', () => {
    const stages = Object.values(template.findResources('AWS::ApiGatewayV2::Stage'));
    const limits = stages.map(({ Properties }) => Properties.DefaultRouteSettings);
    // At 20 ms a request, 200 requests a second occupy 4 instances, and a burst of 400 is answered by 20 within 0.4 s.
    expect(limits).toEqual([{ ThrottlingRateLimit: 200, ThrottlingBurstLimit: 400 }]);
  });

  it('takes values of the stage over into the environment', () => {
    expect(propertiesOf('split-file')?.Environment.Variables).toMatchObject({
      MAX_CONCURRENCY: '7',
      MAX_FILE_BYTES: '10737418240',
      CHUNK_BYTES: '4194304',
      CHUNK_RECORDS: '2500',
    });
    expect(propertiesOf('notify-requester')?.Environment.Variables).toMatchObject({
      SENDER_ADDRESS: 'imports@example.com',
      FALLBACK_NOTIFY_ADDRESS: 'imports@example.com',
    });
  });

  it('does not compile without a variable, or with one too many', () => {
    const code = () => lambda.Code.fromInline('0');
    const build = () => [
      new TaskFunction(new Stack(), 'InspectFile', {
        code,
        permissions: [],
        // @ts-expect-error InspectFile asks for MAX_FILE_BYTES as well
        environment: { IMPORTS_TABLE: 'a' },
      }),
      new TaskFunction(new Stack(), 'RejectImport', {
        code,
        permissions: [],
        // @ts-expect-error RejectImport asks for no such variable
        environment: { IMPORTS_TABLE: 'a', USERS_TABLE: 'b' },
      }),
    ];
    expect(build).toBeTypeOf('function');
  });
});
