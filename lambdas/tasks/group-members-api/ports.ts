import type { ApiKeyStore } from '../../adapters/dynamo-api-key-store.ts';
import type { ClaimStore } from '../../adapters/dynamo-claim-store.ts';
import type { ImportStore } from '../../adapters/dynamo-import-store.ts';
import type { TenantRegistry } from '../../adapters/dynamo-tenant-registry.ts';
import type { TenantStore } from '../../adapters/dynamo-tenant-store.ts';
import type { UserStore } from '../../adapters/dynamo-user-store.ts';
import type { Fetched, FetchLimits } from '../../adapters/guarded-fetch.ts';
import type { ObjectStore } from '../../adapters/s3-object-store.ts';
import type { TenantPolicy } from '../../contracts/tenant.ts';
import type { TenantSettings } from '../../contracts/tenant-settings.ts';

export interface GroupMembersApiPorts {
  readonly tenants: Pick<TenantStore, 'read'>;
  readonly registry: Pick<TenantRegistry, 'find'>;
  readonly tenantPolicy: TenantPolicy;
  readonly apiKeys: Pick<ApiKeyStore, 'find' | 'noteUse'>;
  /** Of a tenant that has no rate of its own. */
  readonly requestsPerSecond: number;
  readonly users: UserStore;
  readonly claims: ClaimStore;
  readonly objects: Pick<ObjectStore, 'head' | 'open' | 'put'>;
  readonly imports: Pick<ImportStore, 'findByRequest'>;
  /** A file from a URL that the tenant named. */
  readonly fetch: (url: string, limits: FetchLimits) => Promise<Fetched<Buffer>>;
  readonly uploadsBucket: string;
  /** Users written at the same time. */
  readonly writeConcurrency: number;
  readonly now: () => Date;
  readonly wait: (ms: number) => Promise<unknown>;
}

/** The tenant of a request, known from its API key only. */
export interface Caller {
  readonly tenant: string;
  readonly settings: TenantSettings;
  /** For the log: the kind and id of the bearer, which are no secret. */
  readonly actor: string;
}

/** One request, with its id. */
export interface Call extends Caller {
  readonly requestId: string;
}
