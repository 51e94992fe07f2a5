import { Construct } from 'constructs';
import type { TaskCode } from './bundle-tasks.ts';
import { onTable } from './permissions.ts';
import type { Tables } from './tables.ts';
import { TaskFunction } from './task-function.ts';

export interface TenancyProps {
  readonly code: TaskCode;
  readonly tables: Tables;
  /** The stage's. */
  readonly retentionDays: number;
}

/** The registered tenants, their API keys, and what each of them decides for all its imports. */
export class Tenancy extends Construct {
  constructor(scope: Construct, id: string, { code, tables, retentionDays }: TenancyProps) {
    super(scope, id);
    new TaskFunction(this, 'EditTenant', {
      code,
      environment: { IMPORTS_TABLE: tables.imports.tableName, RETENTION_DAYS: retentionDays },
      permissions: [onTable(tables.imports, 'GetItem', 'PutItem')],
    });
    new TaskFunction(this, 'ManageTenants', {
      code,
      environment: { IMPORTS_TABLE: tables.imports.tableName, RETENTION_DAYS: retentionDays },
      permissions: [onTable(tables.imports, 'GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query')],
    });
  }
}
