import { randomBytes } from 'node:crypto';

import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type AuditEntry, AuditEntrySchema } from '../contracts/audit.ts';
import { itemKeys } from '../core/naming/item-keys.ts';
import { documentClient, dynamoClient } from './dynamo-client.ts';
import { succeeds } from './dynamo-condition.ts';
import { beginDescending } from './dynamo-descending-page.ts';
import { ttl } from './dynamo-ttl.ts';

export interface AuditRange {
  /** At this time or later. */
  readonly from?: Date | undefined;
  /** Before this time. */
  readonly to?: Date | undefined;
  /** `next` of the page before. */
  readonly after?: string | undefined;
  /** Only acts on this import, its creation included. A page may be short, and has a next one. */
  readonly importId?: string | undefined;
  /** Only acts on this tenant, in the trail of the stage. */
  readonly tenant?: string | undefined;
  /** Only acts of this operation. */
  readonly operation?: string | undefined;
  readonly limit: number;
}

export interface AuditPage {
  /** The newest first. */
  readonly entries: readonly AuditEntry[];
  readonly next?: string;
}

/** The audit trail of each tenant in the imports table, under `audit#<tenant>`, sorted by time. */
export interface AuditTrail {
  append(tenant: string, entry: AuditEntry, expiresAt: Date): Promise<void>;
  page(tenant: string, range: AuditRange): Promise<AuditPage>;
  /** The secret by which the tenant's personal values are hashed. It is made when it is first needed. */
  hashKey(tenant: string): Promise<Uint8Array>;
}

const HASH_KEY_BYTES = 32;
const LOWEST = '0';
/** After every time, and before the key of the hash key. */
const HIGHEST = '9999';

type Filter = Pick<AuditRange, 'importId' | 'tenant' | 'operation'>;

/** Each filter that is given, all of which an entry must fit. */
function filterOf({ importId, tenant, operation }: Filter) {
  const conditions = [
    importId !== undefined && '(#subject.importId = :importId OR #subject.id = :importId)',
    tenant !== undefined && '#subject.tenant = :tenant',
    operation !== undefined && '#operation = :operation',
  ].filter((condition) => condition !== false);
  if (conditions.length === 0) return undefined;
  return {
    FilterExpression: conditions.join(' AND '),
    names: {
      ...((importId ?? tenant) !== undefined && { '#subject': 'subject' }),
      ...(operation !== undefined && { '#operation': 'operation' }),
    },
    values: {
      ...(importId !== undefined && { ':importId': importId }),
      ...(tenant !== undefined && { ':tenant': tenant }),
      ...(operation !== undefined && { ':operation': operation }),
    },
  };
}

export function createDynamoAuditTrail(table: string, client = dynamoClient()): AuditTrail {
  const dynamo = documentClient(client);
  const hashKeys = new Map<string, Uint8Array>();

  async function readHashKey(tenant: string): Promise<Uint8Array | undefined> {
    const Key = itemKeys.auditHashKey(tenant);
    const { Item } = await dynamo.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
    return Item?.hashKey;
  }

  return {
    async append(tenant, entry, expiresAt) {
      const Item = { ...itemKeys.audit(tenant, entry), ...entry, ...ttl(expiresAt) };
      await dynamo.send(new PutCommand({ TableName: table, Item }));
    },
    async page(tenant, { limit, ...given }) {
      // Items continue behind their time, so those of the time `to` itself are not included.
      const range = { from: given.from?.toISOString() ?? LOWEST, to: given.to?.toISOString() ?? HIGHEST };
      const begin = beginDescending(range, given.after);
      if (begin === undefined) return { entries: [] };
      const { after } = begin;
      const { importId } = itemKeys.auditHashKey(tenant);
      const filter = filterOf(given);
      const { Items = [], LastEvaluatedKey } = await dynamo.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'importId = :trail AND #item BETWEEN :from AND :to',
          ...(filter && { FilterExpression: filter.FilterExpression }),
          ExpressionAttributeNames: { '#item': 'item', ...filter?.names },
          ExpressionAttributeValues: {
            ...filter?.values,
            ':trail': importId,
            ':from': range.from,
            ':to': range.to,
          },
          ScanIndexForward: false,
          Limit: limit,
          ...(after !== undefined && { ExclusiveStartKey: { importId, item: after } }),
        }),
      );
      const next: unknown = LastEvaluatedKey?.item;
      return {
        entries: Items.map((item) => AuditEntrySchema.parse(item)),
        ...(next !== undefined && { next: String(next) }),
      };
    },
    async hashKey(tenant) {
      const known = hashKeys.get(tenant) ?? (await readHashKey(tenant));
      if (known !== undefined) return remember(tenant, known);
      const made = randomBytes(HASH_KEY_BYTES);
      const Item = { ...itemKeys.auditHashKey(tenant), hashKey: made };
      const ConditionExpression = 'attribute_not_exists(importId)';
      const isOurs = await succeeds(
        dynamo.send(new PutCommand({ TableName: table, Item, ConditionExpression })),
      );
      return remember(tenant, isOurs ? made : ((await readHashKey(tenant)) ?? made));
    },
  };

  function remember(tenant: string, key: Uint8Array): Uint8Array {
    hashKeys.set(tenant, key);
    return key;
  }
}
