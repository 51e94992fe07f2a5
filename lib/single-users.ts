import { Construct } from 'constructs';
import type { TaskCode } from './bundle-tasks.ts';
import { onTable } from './permissions.ts';
import type { Tables } from './tables.ts';
import { TaskFunction } from './task-function.ts';

export interface SingleUsersProps {
  readonly code: TaskCode;
  readonly tables: Tables;
}

/** Single users, written outside of imports under the same rules. */
export class SingleUsers extends Construct {
  constructor(scope: Construct, id: string, { code, tables }: SingleUsersProps) {
    super(scope, id);
    new TaskFunction(this, 'UpsertUser', {
      code,
      environment: { IMPORTS_TABLE: tables.imports.tableName, USERS_TABLE: tables.users.tableName },
      permissions: [
        onTable(tables.imports, 'GetItem'),
        onTable(tables.users, 'BatchGetItem', 'PutItem', 'UpdateItem'),
      ],
    });
  }
}
