import { ArnFormat, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { TaskCode } from './bundle-tasks.ts';
import { allow, onTable } from './permissions.ts';
import type { Tables } from './tables.ts';
import { TaskFunction } from './task-function.ts';
import { USER_IMPORT } from './workflow.ts';

export interface TurnTasksProps {
  readonly code: TaskCode;
  readonly tables: Tables;
}

/** What brings the tenants' queues forward may do to them. */
export function moveQueues({ imports }: Tables, ...more: readonly 'PutItem'[]) {
  return onTable(imports, 'GetItem', 'UpdateItem', 'DeleteItem', 'Query', ...more);
}

/** Answers a task token. By name: the state machine names the functions that have this permission. */
export function tellTurn(scope: Construct) {
  return allow(['states:SendTaskSuccess'], [waitingExecutions(scope)]);
}

/** Tells an import that its turn will not come. */
export function refuseTurn(scope: Construct) {
  return allow(['states:SendTaskFailure'], [waitingExecutions(scope)]);
}

function waitingExecutions(scope: Construct): string {
  const { stackName } = Stack.of(scope);
  return Stack.of(scope).formatArn({
    service: 'states',
    resource: 'stateMachine',
    resourceName: `${stackName}-${USER_IMPORT}`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}

type TurnTask = 'YieldTurn' | 'WaitForTurn' | 'ReleaseTurn';

/** The functions by which imports of one tenant write one after another. */
export class TurnTasks extends Construct {
  readonly functions: Readonly<Record<TurnTask, TaskFunction<TurnTask>>>;

  constructor(scope: Construct, id: string, { code, tables }: TurnTasksProps) {
    super(scope, id);
    const environment = { IMPORTS_TABLE: tables.imports.tableName };
    this.functions = {
      WaitForTurn: new TaskFunction(this, 'WaitForTurn', {
        code,
        environment,
        permissions: [moveQueues(tables, 'PutItem'), tellTurn(this), refuseTurn(this)],
      }),
      YieldTurn: new TaskFunction(this, 'YieldTurn', {
        code,
        environment,
        permissions: [moveQueues(tables), tellTurn(this), refuseTurn(this)],
      }),
      ReleaseTurn: new TaskFunction(this, 'ReleaseTurn', {
        code,
        environment,
        permissions: [moveQueues(tables), tellTurn(this), refuseTurn(this)],
      }),
    };
  }
}
