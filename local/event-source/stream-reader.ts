import { call } from '../dynamodb/call.ts';
import type { EventSourceMappingPlan } from '../template/planned.ts';
import type { Json } from '../template/stack.ts';
import type { PositionFile } from './position-file.ts';

/** A record as Lambda passes it to a function. */
export interface SourceRecord {
  readonly eventName: string;
  readonly eventSourceARN: string;
  readonly dynamodb: { readonly SequenceNumber: string; readonly [name: string]: Json };
  readonly [name: string]: Json;
}

export interface Batch {
  readonly shardId: string;
  readonly records: readonly SourceRecord[];
}

export interface StreamReader {
  /** The next records, oldest first; empty if there are none within the time. They come again until `advance`. */
  next(waitMs: number): Promise<Batch | undefined>;
  /** The records up to this one are processed. */
  advance(shardId: string, sequenceNumber: string): void;
}

type Description = {
  readonly StreamDescription: { readonly Shards: readonly { readonly ShardId: string }[] };
};
type Records = { readonly Records: readonly SourceRecord[]; readonly NextShardIterator?: string | null };

/** Lists shards again after so many empty rounds: a busy DynamoDB elsewhere opens new ones. */
const ROUNDS_PER_LIST = 100;

/** Reads the shards of a stream in the order in which they are listed: a parent is before its children. */
export function createStreamReader(
  endpoint: string,
  mapping: EventSourceMappingPlan,
  positions: PositionFile,
  signal: AbortSignal,
): StreamReader {
  const send = (operation: string, input: { readonly [name: string]: Json }) =>
    call(endpoint, operation, input, { api: 'DynamoDBStreams_20120810', signal });
  let arn: string | undefined;
  let shards: readonly string[] = [];
  let rounds = 0;

  /** A DynamoDB that runs elsewhere has another label in the ARN. */
  async function streamArn(): Promise<string> {
    const [, table = ''] = /:table\/([^/]+)\//.exec(mapping.streamArn) ?? [];
    const { Streams } = await send('ListStreams', { TableName: table });
    const [stream] = Streams as readonly { readonly StreamArn: string }[];
    if (stream === undefined) throw new Error(`${mapping.logicalId}: the table ${table} has no stream`);
    return stream.StreamArn;
  }

  async function listShards(): Promise<void> {
    arn ??= await streamArn();
    const answer = (await send('DescribeStream', { StreamArn: arn })) as unknown as Description;
    shards = answer.StreamDescription.Shards.map(({ ShardId }) => ShardId);
    rounds = 0;
  }

  async function getRecords(shardId: string, waitMs: number): Promise<Records> {
    const after = positions.get(shardId);
    const { ShardIterator } = await send('GetShardIterator', {
      StreamArn: arn ?? '',
      ShardId: shardId,
      ...(after === undefined
        ? { ShardIteratorType: mapping.startingPosition }
        : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after }),
    });
    return (await send('GetRecords', {
      ShardIterator: ShardIterator ?? '',
      Limit: mapping.batchSize,
      // Only the embedded DynamoDB knows it.
      ...(waitMs > 0 && { WaitMs: waitMs }),
    })) as unknown as Records;
  }

  /** The shard has been read to its end: its children, if any, are next. */
  function close(shardId: string): void {
    positions.close(shardId);
    shards = [];
  }

  return {
    async next(waitMs) {
      if (shards.length === 0 || ++rounds > ROUNDS_PER_LIST) await listShards();
      for (const shardId of shards.filter((id) => !positions.isClosed(id))) {
        const { Records, NextShardIterator } = await getRecords(shardId, waitMs);
        const records = Records.map((record) => ({ ...record, eventSourceARN: mapping.streamArn }));
        if (records.length > 0) return { shardId, records };
        if (NextShardIterator === undefined || NextShardIterator === null) close(shardId);
      }
      return undefined;
    },
    advance: positions.set,
  };
}
