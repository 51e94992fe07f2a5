/**
 * The keys of the imports table, each spelled here and nowhere else. Adapters, commands and tests use this module, so
 * that a key can be changed in one place. docs/data-model.md describes what the items contain.
 */
export interface ItemKey {
  /** The partition key: an import's id, or the name of a tenant's own partition. */
  readonly importId: string;
  /** The sort key. */
  readonly item: string;
}

/** The items of one partition whose sort key begins with `prefix`; the table returns them in the order of `item`. */
export interface ItemRange {
  readonly importId: string;
  readonly prefix: string;
}

/** The sort key of requests to send a message. The filter of the table's stream in lib/status-events.ts names it. */
const DELIVERY_REQUEST = 'delivery-request';

const CHUNK_PREFIX = 'chunk#';
const PREVIEW_PREFIX = 'preview#';
const TICKET_PREFIX = 'ticket#';
const PAIR_PREFIX = 'pair#';
const API_KEY_PREFIX = 'key_';

const TENANT_PREFIX = 'tenant#';
/** The partition of all registered tenants. */
const TENANTS = 'tenants';

/** What a chunk's item reports on: the import itself, or the evaluation before it. */
export type ChunkPhase = 'import' | 'evaluation';

export const itemKeys = {
  import: (importId: string): ItemKey => ({ importId, item: 'import' }),
  /** `chunk#00042` of an import, `preview#00042` of its evaluation. */
  chunk: (importId: string, phase: ChunkPhase, index: number): ItemKey => ({
    importId,
    item: `${chunkPrefix(phase)}${String(index).padStart(5, '0')}`,
  }),
  /** Which import of the tenant may write. */
  turn: (tenant: string): ItemKey => ({ importId: queueOf(tenant), item: 'turn' }),
  /** `ticket` is the ticket's own sort key, see `ticketItem`. */
  ticket: (tenant: string, ticket: string): ItemKey => ({ importId: queueOf(tenant), item: ticket }),
  /** The last import that the sweep has checked. */
  sweep: (): ItemKey => ({ importId: 'sweep', item: 'cursor' }),
  tenantSettings: (tenant: string): ItemKey => ({
    importId: `tenant-settings#${tenant}`,
    item: 'settings',
  }),
  /** The last import of a file with this content. */
  content: (tenant: string, { etag, size }: { readonly etag: string; readonly size: number }): ItemKey => ({
    importId: `content#${tenant}`,
    item: `${etag}-${size}`,
  }),
  /** Which e-mails about imports of the tenant were sent on a day such as `2026-11-28`, UTC. */
  mailsOfDay: (tenant: string, day: string): ItemKey => ({ importId: `mails#${tenant}`, item: day }),
  /** A registered tenant. With a prefix, because a tenant may be called `import`. */
  tenant: (tenant: string): ItemKey => ({ importId: TENANTS, item: `${TENANT_PREFIX}${tenant}` }),
  /** An API key of the tenant. Its id is its sort key. */
  apiKey: (tenant: string, keyId: string): ItemKey => ({ importId: apiKeysOf(tenant), item: keyId }),
  /** Held while a key of this name is created. */
  apiKeyLock: (tenant: string, name: string): ItemKey => ({
    importId: apiKeysOf(tenant),
    item: `lock#${name}`,
  }),
  /** The request id of a pair's header file, if the data file has another one. */
  headerRequest: (importId: string): ItemKey => ({ importId, item: 'request#header' }),
  /** A request of the API with an idempotency key. */
  idempotentRequest: (id: string): ItemKey => ({ importId: `idempotency#${id}`, item: 'request' }),
  /** An import session of the API. */
  session: (sessionId: string): ItemKey => ({ importId: `session#${sessionId}`, item: 'session' }),
  /** An erasure of a user or of a tenant. */
  erasure: (erasureId: string): ItemKey => ({ importId: `erasure#${erasureId}`, item: 'erasure' }),
  /** An entry of the tenant's audit trail. Entries sort by time. */
  audit: (
    tenant: string,
    { at, requestId }: { readonly at: string; readonly requestId: string },
  ): ItemKey => ({
    importId: trailOf(tenant),
    item: `${at}#${requestId}`,
  }),
  /** The secret of the hashes in the tenant's audit trail. It sorts behind all entries. */
  auditHashKey: (tenant: string): ItemKey => ({ importId: trailOf(tenant), item: 'hash-key' }),
  /** A request to send a message to an endpoint of a tenant at once. */
  deliveryRequest: (webhookId: string, deliveryId: string): ItemKey => ({
    importId: `delivery-request#${webhookId}#${deliveryId}`,
    item: DELIVERY_REQUEST,
  }),
  /** The pair of feed files with this timestamp; for a pair of the API, `<timestamp>#<import id>`. */
  feedPair: (tenant: string, timestamp: string): ItemKey => ({
    importId: `feed#${tenant}`,
    item: `${PAIR_PREFIX}${timestamp}`,
  }),
} as const;

export const itemRanges = {
  /** By name. */
  tenants: (): ItemRange => ({ importId: TENANTS, prefix: TENANT_PREFIX }),
  /** In file order. */
  chunks: (importId: string, phase: ChunkPhase): ItemRange => ({ importId, prefix: chunkPrefix(phase) }),
  apiKeys: (tenant: string): ItemRange => ({ importId: apiKeysOf(tenant), prefix: API_KEY_PREFIX }),
  /** In order of arrival. */
  tickets: (tenant: string): ItemRange => ({ importId: queueOf(tenant), prefix: TICKET_PREFIX }),
} as const;

/** The sort key of an import's ticket. Each attempt has its own, because each arrives at another time. */
export function ticketItem({ importId, arrival }: TicketOf): string {
  return `${TICKET_PREFIX}${arrival}#${importId}`;
}

/** Whether a ticket belongs to any attempt of the import. */
export function isTicketOf(ticket: string, importId: string): boolean {
  return ticket.startsWith(TICKET_PREFIX) && ticket.endsWith(`#${importId}`);
}

interface TicketOf {
  readonly importId: string;
  /** The import's place among its tenant's uploads, see turn-order.ts. */
  readonly arrival: string;
}

function trailOf(tenant: string): string {
  return `audit#${tenant}`;
}

/** Tickets and turn of a tenant are in one partition. */
function queueOf(tenant: string): string {
  return `turn#${tenant}`;
}

function apiKeysOf(tenant: string): string {
  return `api-keys#${tenant}`;
}

function chunkPrefix(phase: ChunkPhase): string {
  return phase === 'import' ? CHUNK_PREFIX : PREVIEW_PREFIX;
}
