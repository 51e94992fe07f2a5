import type { Json } from '../template/stack.ts';
import type { StreamLog, TableStream } from './streams.ts';

type JsonObject = { readonly [name: string]: Json };

/** A refusal as DynamoDB Streams answers it. */
export class StreamsError extends Error {
  constructor(code: string, message: string) {
    super(message);
    this.name = code;
  }
}

/** One shard is enough: its order is that of all writes, which includes the order of the writes of each item. */
const SHARD_ID = 'shardId-00000000000000000000-00000001';
const MAX_RECORDS = 1000;

interface Position {
  readonly arn: string;
  readonly after?: string;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB_Streams.html */
export function createStreamsApi(streams: readonly (TableStream & { readonly log: StreamLog })[]) {
  const find = (arn: Json | undefined) => {
    const stream = streams.find((one) => one.arn === arn);
    if (stream === undefined)
      throw new StreamsError(
        'ResourceNotFoundException',
        `Requested resource not found: Stream: ${arn} not found`,
      );
    return stream;
  };

  return async (operation: string, input: JsonObject): Promise<unknown> => {
    switch (operation) {
      case 'ListStreams':
        return {
          Streams: streams
            .filter(({ table }) => input.TableName === undefined || table === input.TableName)
            .map(({ arn, table }) => ({ StreamArn: arn, TableName: table, StreamLabel: labelOf(arn) })),
        };
      case 'DescribeStream': {
        const { arn, table, viewType } = find(input.StreamArn);
        return {
          StreamDescription: {
            StreamArn: arn,
            StreamLabel: labelOf(arn),
            StreamStatus: 'ENABLED',
            StreamViewType: viewType,
            TableName: table,
            Shards: [{ ShardId: SHARD_ID, SequenceNumberRange: { StartingSequenceNumber: '0' } }],
          },
        };
      }
      case 'GetShardIterator': {
        const { arn, log } = find(input.StreamArn);
        return { ShardIterator: encode({ arn, ...positionOf(input, log) }) };
      }
      case 'GetRecords':
        return getRecords(input);
      default:
        throw new StreamsError('UnknownOperationException', `${operation} is not supported here`);
    }
  };

  async function getRecords({ ShardIterator, Limit, WaitMs }: JsonObject) {
    const { arn, after } = decode(String(ShardIterator));
    const { log } = find(arn);
    const limit = Math.min(Number(Limit ?? MAX_RECORDS), MAX_RECORDS);
    // WaitMs is only known here: a reader on this machine learns of a record at once.
    const written = log.written(Number(WaitMs ?? 0));
    let records = await log.read(after, limit);
    if (records.length === 0 && WaitMs !== undefined) {
      await written;
      records = await log.read(after, limit);
    }
    const last = records.at(-1)?.dynamodb.SequenceNumber ?? after;
    return {
      Records: records,
      NextShardIterator: encode({ arn, ...(last !== undefined && { after: last }) }),
    };
  }
}

function positionOf(input: JsonObject, log: StreamLog): { readonly after?: string } {
  switch (input.ShardIteratorType) {
    case 'TRIM_HORIZON':
      return {};
    case 'LATEST':
      return { after: log.latest() };
    case 'AFTER_SEQUENCE_NUMBER':
      return { after: String(input.SequenceNumber) };
    default:
      throw new StreamsError('ValidationException', `${input.ShardIteratorType} is not supported here`);
  }
}

const labelOf = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

const encode = (position: Position): string => Buffer.from(JSON.stringify(position)).toString('base64url');

function decode(iterator: string): Position {
  try {
    return JSON.parse(Buffer.from(iterator, 'base64url').toString()) as Position;
  } catch {
    throw new StreamsError('ValidationException', 'Invalid ShardIterator');
  }
}
