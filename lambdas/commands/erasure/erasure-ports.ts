import type { ImportList } from '../../adapters/dynamo-import-list.ts';
import type { ImportStore } from '../../adapters/dynamo-import-store.ts';
import type { PreviewStore } from '../../adapters/dynamo-preview-store.ts';
import type { TableSweep } from '../../adapters/dynamo-table-sweep.ts';
import type { TenantRegistry } from '../../adapters/dynamo-tenant-registry.ts';
import type { TenantStore } from '../../adapters/dynamo-tenant-store.ts';
import type { UserEraser } from '../../adapters/dynamo-user-eraser.ts';
import type { ObjectEraser } from '../../adapters/s3-object-eraser.ts';
import type { ObjectStore } from '../../adapters/s3-object-store.ts';
import type { Audit } from '../audit.ts';
import type { createCancelImport } from '../cancel-import.ts';
import type { EraseUserPorts } from './erase-user.ts';

/** What the phases of an erasure use. */
export interface ErasurePorts extends EraseUserPorts {
  readonly eraser: UserEraser;
  readonly imports: Pick<ImportStore, 'find' | 'update'>;
  readonly list: Pick<ImportList, 'ids' | 'open'>;
  readonly previews: Pick<PreviewStore, 'read' | 'delete'>;
  readonly tenants: Pick<TenantStore, 'read'>;
  readonly registry: Pick<TenantRegistry, 'change'>;
  readonly sweepUsers: Pick<TableSweep, 'scan' | 'delete'>;
  readonly sweepPreviews: Pick<TableSweep, 'scan' | 'delete'>;
  readonly sweepImports: TableSweep;
  /** The table of endpoints and messages, whose partition is the tenant. */
  readonly sweepWebhooks: Pick<TableSweep, 'partition' | 'delete'>;
  readonly objects: Pick<ObjectStore, 'head' | 'put'>;
  readonly objectEraser: ObjectEraser;
  readonly cancel: ReturnType<typeof createCancelImport>;
  readonly audit: Audit;
  readonly uploadsBucket: string;
  readonly resultsBucket: string;
  /** The stage's. */
  readonly retentionDays: number;
  readonly now: () => Date;
}
