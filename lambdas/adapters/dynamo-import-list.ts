import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Import } from '../contracts/import.ts';
import type { ImportStatus } from '../contracts/import-status.ts';
import { parseDamagedImport } from '../core/lifecycle/parse-damaged-import.ts';
import { itemKeys, itemRanges } from '../core/naming/item-keys.ts';
import { firstImportIdSince } from '../core/naming/upload-identity.ts';
import { documentClient, dynamoClient } from './dynamo-client.ts';
import { beginDescending } from './dynamo-descending-page.ts';
import { importIdsOfRequest } from './dynamo-import-requests.ts';

export interface ImportFilter {
  readonly status?: ImportStatus | undefined;
  readonly importType?: string | undefined;
  readonly requestId?: string | undefined;
  /** When the import was created. */
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

export interface ImportPage {
  /** The newest first. */
  readonly imports: readonly Import[];
  /** Continues behind this import; absent on the last page. */
  readonly next?: string;
}

interface PageLimits {
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Lists the imports of a tenant. The index is eventually consistent. */
export interface ImportList {
  page(tenant: string, filter: ImportFilter, limits: PageLimits): Promise<ImportPage>;
  /** Ids of imports that have not ended, or whose e-mail is not sent; at most `limit`. */
  open(tenant: string, limit: number): Promise<readonly string[]>;
  /** Ids of the tenant's imports in order of their time, at most `limit` behind `after`; also of damaged imports. */
  ids(tenant: string, after: string, limit: number): Promise<readonly string[]>;
  /** Import ids of the tenant's queue, in order of arrival. */
  queue(tenant: string): Promise<readonly string[]>;
}

/** Queries for one page, if the filter leaves out many imports. The page is then short, and has a next one. */
const MAX_QUERIES = 5;

/** The lowest and the highest id. */
const LOWEST = 'imp_';
const HIGHEST = 'imp_~';

export function createDynamoImportList(table: string, client = dynamoClient()): ImportList {
  const dynamo = documentClient(client);

  async function query(tenant: string, filter: ImportFilter, position: string | undefined, limit: number) {
    const begin = beginDescending(rangeOf(filter), position);
    if (begin === undefined) return { items: [], next: undefined };
    const { after } = begin;
    const { Items = [], LastEvaluatedKey } = await dynamo.send(
      new QueryCommand({
        TableName: table,
        IndexName: 'byTenant',
        KeyConditionExpression: 'tenant = :tenant AND importId BETWEEN :from AND :to',
        ...filterOf(tenant, filter),
        ScanIndexForward: false,
        Limit: limit,
        ...(after !== undefined && { ExclusiveStartKey: { ...itemKeys.import(after), tenant } }),
      }),
    );
    const last: unknown = LastEvaluatedKey?.importId;
    return {
      // One damaged item must not hide the others.
      items: Items.flatMap((item) => parseDamagedImport(item) ?? []),
      next: last === undefined ? undefined : String(last),
    };
  }

  return {
    async page(tenant, filter, { after, limit }) {
      const { requestId } = filter;
      if (requestId !== undefined)
        return pageOfRequest(dynamo, table, { ...filter, tenant, requestId }, { after, limit });
      const imports: Import[] = [];
      let next = after;
      for (let queries = 0; queries < MAX_QUERIES; queries += 1) {
        const found = await query(tenant, filter, next, limit - imports.length);
        imports.push(...found.items);
        next = found.next;
        if (next === undefined || imports.length === limit) break;
      }
      return { imports, ...(next !== undefined && { next }) };
    },
    open: async (tenant, limit) =>
      (await idsIn(dynamo, table, { index: 'openByTenant', tenant, limit })).sort(),
    ids: (tenant, after, limit) => idsIn(dynamo, table, { index: 'byTenant', tenant, after, limit }),
    async queue(tenant) {
      const { importId, prefix } = itemRanges.tickets(tenant);
      const { Items = [] } = await dynamo.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'importId = :queue AND begins_with(#item, :prefix)',
          ProjectionExpression: 'holder',
          ExpressionAttributeNames: { '#item': 'item' },
          ExpressionAttributeValues: { ':queue': importId, ':prefix': prefix },
        }),
      );
      return Items.map(({ holder }) => String(holder));
    },
  };
}

async function idsIn(
  dynamo: DynamoDBDocumentClient,
  table: string,
  {
    index,
    tenant,
    after,
    limit,
  }: { readonly index: string; readonly tenant: string; readonly after?: string; readonly limit: number },
): Promise<string[]> {
  const { Items = [] } = await dynamo.send(
    new QueryCommand({
      TableName: table,
      IndexName: index,
      KeyConditionExpression: `tenant = :tenant${after === undefined ? '' : ' AND importId > :after'}`,
      ProjectionExpression: 'importId',
      ExpressionAttributeValues: { ':tenant': tenant, ...(after !== undefined && { ':after': after }) },
      Limit: limit,
    }),
  );
  return Items.map(({ importId }) => String(importId));
}

/** Few imports have the same request id: each is read. */
async function pageOfRequest(
  dynamo: DynamoDBDocumentClient,
  table: string,
  { tenant, requestId, ...filter }: ImportFilter & { readonly tenant: string; readonly requestId: string },
  { after, limit }: PageLimits,
): Promise<ImportPage> {
  const { from, to } = rangeOf(filter);
  const imports: Import[] = [];
  if (from > to) return { imports };
  for await (const importId of importIdsOfRequest(dynamo, table, { tenant, requestId, from, to })) {
    if (after !== undefined && importId >= after) continue;
    if (imports.length === limit) return { imports, next: imports.at(-1)?.importId ?? importId };
    const { Item } = await dynamo.send(new GetCommand({ TableName: table, Key: itemKeys.import(importId) }));
    const item = Item && parseDamagedImport(Item);
    if (item !== undefined && holds(filter, item)) imports.push(item);
  }
  return { imports };
}

function holds({ status, importType }: ImportFilter, item: Import): boolean {
  return (status ?? item.status) === item.status && (importType ?? item.importType) === item.importType;
}

/** Ids sort by the time of creation. */
function rangeOf({ from, to }: Pick<ImportFilter, 'from' | 'to'>) {
  return {
    from: from === undefined ? LOWEST : firstImportIdSince(from),
    to: to === undefined ? HIGHEST : firstImportIdSince(to),
  };
}

function filterOf(tenant: string, { status, importType, from, to }: ImportFilter) {
  const range = rangeOf({ from, to });
  const equal = Object.entries({ status, importType }).filter(([, value]) => value !== undefined);
  const names = Object.fromEntries(equal.map(([name]) => [`#${name}`, name]));
  const values = Object.fromEntries(equal.map(([name, value]) => [`:${name}`, value]));
  return {
    ExpressionAttributeValues: {
      ':tenant': tenant,
      ':from': range.from,
      ':to': range.to,
      ...values,
    },
    ...(equal.length > 0 && {
      FilterExpression: equal.map(([name]) => `#${name} = :${name}`).join(' AND '),
      ExpressionAttributeNames: names,
    }),
  };
}
