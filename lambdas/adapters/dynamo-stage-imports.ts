import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { ImportStatus } from '../contracts/import-status.ts';
import { type StageImport, StageImportSchema } from '../contracts/stage-import.ts';
import { type DayCursor, daysBack } from '../core/lifecycle/days.ts';
import { itemKeys } from '../core/naming/item-keys.ts';
import { firstImportIdSince } from '../core/naming/upload-identity.ts';
import { documentClient, dynamoClient } from './dynamo-client.ts';
import { beginDescending } from './dynamo-descending-page.ts';

export interface StageFilter {
  readonly tenant?: string | undefined;
  readonly status?: ImportStatus | undefined;
  readonly importType?: string | undefined;
  /** When the import was created. */
  readonly from: Date;
  readonly to: Date;
}

export interface StagePage {
  /** The newest first. */
  readonly imports: readonly StageImport[];
  /** Where the list continues; absent on the last page. */
  readonly next?: DayCursor;
}

/** Lists the imports of all tenants, without what they say about users. The index is eventually consistent. */
export interface StageImports {
  page(
    filter: StageFilter,
    limits: { readonly after?: DayCursor | undefined; readonly limit: number },
  ): Promise<StagePage>;
  /** Ids of imports that have not ended, or whose e-mail is not sent, in their order. */
  open(
    after: string | undefined,
    limit: number,
  ): Promise<{ readonly ids: readonly string[]; readonly next?: string }>;
}

/** Of one page: days without imports cost a query, too. */
const MAX_QUERIES = 12;

export function createDynamoStageImports(table: string, client = dynamoClient()): StageImports {
  const dynamo = documentClient(client);
  return {
    async page(filter, { after, limit }) {
      const imports: StageImport[] = [];
      let queries = 0;
      for (const day of daysBack(filter, after?.day)) {
        let last = day === after?.day ? after.importId : undefined;
        do {
          if (queries === MAX_QUERIES || imports.length === limit)
            return { imports, next: { day, ...(last !== undefined && { importId: last }) } };
          queries += 1;
          const found = await queryDay(dynamo, table, filter, {
            day,
            after: last,
            limit: limit - imports.length,
          });
          imports.push(...found.imports);
          last = found.next;
        } while (last !== undefined);
      }
      return { imports };
    },
    async open(after, limit) {
      const { Items = [], LastEvaluatedKey } = await dynamo.send(
        new QueryCommand({
          TableName: table,
          IndexName: 'unfinished',
          KeyConditionExpression: `unfinished = :yes${after === undefined ? '' : ' AND importId > :after'}`,
          ExpressionAttributeValues: { ':yes': 'yes', ...(after !== undefined && { ':after': after }) },
          Limit: limit,
        }),
      );
      const ids = Items.map(({ importId }) => String(importId));
      const last = ids.at(-1);
      return { ids, ...(LastEvaluatedKey !== undefined && last !== undefined && { next: last }) };
    },
  };
}

async function queryDay(
  dynamo: DynamoDBDocumentClient,
  table: string,
  { from, to, tenant, status, importType }: StageFilter,
  {
    day,
    after: position,
    limit,
  }: { readonly day: string; readonly after: string | undefined; readonly limit: number },
) {
  const range = { from: firstImportIdSince(from), to: firstImportIdSince(to) };
  const begin = beginDescending(range, position);
  if (begin === undefined) return { imports: [], next: undefined };
  const { after } = begin;
  const equal = Object.entries({ tenant, status, importType }).filter(([, value]) => value !== undefined);
  const { Items = [], LastEvaluatedKey } = await dynamo.send(
    new QueryCommand({
      TableName: table,
      IndexName: 'byDay',
      KeyConditionExpression: '#day = :day AND importId BETWEEN :from AND :to',
      ExpressionAttributeNames: {
        '#day': 'day',
        ...Object.fromEntries(equal.map(([name]) => [`#${name}`, name])),
      },
      ExpressionAttributeValues: {
        ':day': day,
        ':from': range.from,
        ':to': range.to,
        ...Object.fromEntries(equal.map(([name, value]) => [`:${name}`, value])),
      },
      ...(equal.length > 0 && {
        FilterExpression: equal.map(([name]) => `#${name} = :${name}`).join(' AND '),
      }),
      ScanIndexForward: false,
      Limit: limit,
      ...(after !== undefined && { ExclusiveStartKey: { ...itemKeys.import(after), day } }),
    }),
  );
  const next: unknown = LastEvaluatedKey?.importId;
  return {
    // One damaged item must not hide the others.
    imports: Items.flatMap((item) => StageImportSchema.safeParse(item).data ?? []),
    next: next === undefined ? undefined : String(next),
  };
}
