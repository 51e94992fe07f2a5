import { paginateQuery, paginateScan } from '@aws-sdk/lib-dynamodb';
import type { Import } from '../../lambdas/contracts/import.ts';
import { FINAL_STATUSES, type ImportStatus } from '../../lambdas/contracts/import-status.ts';
import { damagedAttributes, parseDamagedImport } from '../../lambdas/core/lifecycle/parse-damaged-import.ts';
import { itemKeys, itemRanges } from '../../lambdas/core/naming/item-keys.ts';
import type { ImportsTable } from '../cloud/clients.ts';

export interface ListFilter {
  readonly tenant?: string;
  readonly status?: ImportStatus;
  readonly limit: number;
}

export interface ListedImports {
  /** The newest first: ids sort by time. */
  readonly found: readonly Import[];
  /** Attributes that do not match their schema, by import id: also of imports that cannot be listed for that reason. */
  readonly damaged: ReadonlyMap<string, readonly string[]>;
}

export async function listImports(table: ImportsTable, filter: ListFilter): Promise<ListedImports> {
  const found: Import[] = [];
  const damaged = new Map<string, readonly string[]>();
  for await (const item of importItems(table, filter.tenant)) {
    const names = damagedAttributes(item);
    if (names.length > 0) damaged.set(String(item.importId), names);
    const one = parseDamagedImport(item);
    if (one === undefined) continue;
    if (filter.status === undefined || one.status === filter.status) found.push(one);
  }
  found.sort((a, b) => (a.importId < b.importId ? 1 : -1));
  return { found: found.slice(0, filter.limit), damaged };
}

/** A tenant's by the index; those of all tenants by a scan, because no index has them together. */
async function* importItems({ dynamo, importsTable }: ImportsTable, tenant: string | undefined) {
  const pages =
    tenant === undefined
      ? paginateScan(
          { client: dynamo },
          {
            TableName: importsTable,
            FilterExpression: '#item = :item',
            ExpressionAttributeNames: { '#item': 'item' },
            ExpressionAttributeValues: { ':item': itemKeys.import('').item },
          },
        )
      : paginateQuery(
          { client: dynamo },
          {
            TableName: importsTable,
            IndexName: 'byTenant',
            KeyConditionExpression: 'tenant = :tenant',
            ExpressionAttributeValues: { ':tenant': tenant },
          },
        );
  for await (const { Items = [] } of pages) yield* Items;
}

/**
 * Positions in the queues of the tenants: imports of one tenant are processed one after another.
 * @returns by import id; 1 for the import whose turn it is or comes next; absent for imports that have ended
 */
export async function queuePositions(
  table: ImportsTable,
  imports: readonly Import[],
): Promise<ReadonlyMap<string, number>> {
  const unfinished = imports.filter(({ status }) => !FINAL_STATUSES.has(status));
  const tenants = new Set(unfinished.map(({ tenant }) => tenant));
  const positions = new Map<string, number>();
  for (const tenant of tenants)
    for (const [index, importId] of (await queueOf(table, tenant)).entries())
      positions.set(importId, index + 1);
  return positions;
}

/** Import ids in order of arrival. */
async function queueOf({ dynamo, importsTable }: ImportsTable, tenant: string): Promise<readonly string[]> {
  const { importId, prefix } = itemRanges.tickets(tenant);
  const holders: string[] = [];
  const pages = paginateQuery(
    { client: dynamo },
    {
      TableName: importsTable,
      KeyConditionExpression: 'importId = :queue AND begins_with(#item, :prefix)',
      ExpressionAttributeNames: { '#item': 'item' },
      ExpressionAttributeValues: { ':queue': importId, ':prefix': prefix },
    },
  );
  for await (const { Items = [] } of pages) holders.push(...Items.map(({ holder }) => String(holder)));
  return holders;
}
