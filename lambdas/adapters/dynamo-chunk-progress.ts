import { GetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { type ChunkGlance, ChunkGlanceSchema } from '../contracts/chunk.ts';
import { type ChunkPhase, itemKeys } from '../core/naming/item-keys.ts';
import { documentClient, dynamoClient } from './dynamo-client.ts';

/** Reads chunk items for progress: eventually consistent, which costs half. */
export interface ChunkProgressReads {
  /** The chunk and those behind it, in file order. */
  from(importId: string, phase: ChunkPhase, index: number): AsyncIterable<ChunkGlance>;
  one(importId: string, phase: ChunkPhase, index: number): Promise<ChunkGlance | undefined>;
}

/** The most chunks of an import: the last sort key. */
const LAST_CHUNK = 99_999;
/** So that a reader that needs no more has not paid for a page of 1 MB. */
const PAGE = 500;

const PROJECTION = {
  ProjectionExpression: '#index, #status, #counts, issues, deferredIssues, startedAt, endedAt',
  ExpressionAttributeNames: { '#index': 'index', '#status': 'status', '#counts': 'counts' },
} as const;

export function createDynamoChunkProgress(table: string, client = dynamoClient()): ChunkProgressReads {
  const dynamo = documentClient(client);
  return {
    async *from(importId, phase, index) {
      const pages = paginateQuery(
        { client: dynamo },
        {
          TableName: table,
          KeyConditionExpression: 'importId = :id AND #item BETWEEN :from AND :to',
          Limit: PAGE,
          ProjectionExpression: PROJECTION.ProjectionExpression,
          ExpressionAttributeNames: { ...PROJECTION.ExpressionAttributeNames, '#item': 'item' },
          ExpressionAttributeValues: {
            ':id': importId,
            ':from': itemKeys.chunk(importId, phase, index).item,
            ':to': itemKeys.chunk(importId, phase, LAST_CHUNK).item,
          },
        },
      );
      for await (const { Items = [] } of pages) for (const item of Items) yield ChunkGlanceSchema.parse(item);
    },
    async one(importId, phase, index) {
      const Key = itemKeys.chunk(importId, phase, index);
      const { Item } = await dynamo.send(new GetCommand({ TableName: table, Key, ...PROJECTION }));
      return Item && ChunkGlanceSchema.parse(Item);
    },
  };
}
