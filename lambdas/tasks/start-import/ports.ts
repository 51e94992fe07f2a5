import type { FeedStore } from '../../adapters/dynamo-feed-store.ts';
import type { ImportStore } from '../../adapters/dynamo-import-store.ts';
import type { TenantRegistry } from '../../adapters/dynamo-tenant-registry.ts';
import type { TenantStore } from '../../adapters/dynamo-tenant-store.ts';
import type { ObjectStore } from '../../adapters/s3-object-store.ts';
import type { TenantPolicy } from '../../contracts/tenant.ts';
import type { LaunchPorts } from '../../turns/launch-import.ts';

export interface StartImportPorts extends LaunchPorts {
  readonly objects: Pick<ObjectStore, 'head'>;
  readonly imports: Pick<ImportStore, 'create' | 'find' | 'hasOpen' | 'receive' | 'rememberContent'>;
  readonly feeds: Pick<FeedStore, 'find' | 'assign' | 'advance'>;
  readonly tenants: Pick<TenantStore, 'read'>;
  readonly registry: Pick<TenantRegistry, 'create' | 'find'>;
  readonly tenantPolicy: TenantPolicy;
  /** The stage's. */
  readonly retentionDays: number;
  readonly now: () => Date;
}
