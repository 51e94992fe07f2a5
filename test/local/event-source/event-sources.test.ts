import { describe, expect, it, onTestFinished } from 'vitest';
import { call } from '../../../local/dynamodb/call.ts';
import { startDynamoDb } from '../../../local/dynamodb/start-dynamodb.ts';
import type { DeadLetter } from '../../../local/event-bridge/dead-letters.ts';
import { startEventSources } from '../../../local/event-source/start-event-sources.ts';
import type { SourceRecord } from '../../../local/event-source/stream-reader.ts';
import type { EventSourceMappingPlan, TablePlan } from '../../../local/template/planned.ts';
import { temporaryDirectory } from '../temporary-directory.ts';

const arn = 'arn:aws:dynamodb:eu-central-1:000000000000:table/Things/stream/2026-01-01T00:00:00.000';

const things: TablePlan = {
  name: 'Things',
  stream: { arn, viewType: 'NEW_AND_OLD_IMAGES' },
  createTable: {
    TableName: 'Things',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  },
};

const mapping: EventSourceMappingPlan = {
  logicalId: 'Changes',
  constructId: 'Changes',
  streamArn: arn,
  functionName: 'worker',
  startingPosition: 'TRIM_HORIZON',
  batchSize: 10,
  filters: [],
  maximumRetryAttempts: -1,
  reportsItemFailures: true,
  onFailureArn: undefined,
};

type Work = (ids: readonly string[], records: readonly SourceRecord[]) => unknown;

const idOf = ({ dynamodb }: SourceRecord): string => (dynamodb.Keys as { id: { S: string } }).id.S;

async function startTable(stateDir: string) {
  const dynamo = await startDynamoDb({
    directory: `${stateDir}/dynamodb`,
    tables: [things],
    region: 'eu-central-1',
    accountId: '000000000000',
    port: 0,
  });
  onTestFinished(dynamo.close);
  const put = async (...ids: readonly string[]): Promise<void> => {
    for (const id of ids)
      await call(dynamo.endpoint, 'PutItem', { TableName: 'Things', Item: { id: { S: id } } });
  };
  const read = (work: Work, changes: Partial<EventSourceMappingPlan> = {}) => {
    const letters: Omit<DeadLetter, 'id' | 'time'>[] = [];
    const sources = startEventSources({
      stateDir,
      plan: { eventSourceMappings: [{ ...mapping, ...changes }] },
      dynamodb: dynamo.endpoint,
      invoke: async (_, payload) => {
        const { Records } = payload as { Records: readonly SourceRecord[] };
        return work(Records.map(idOf), Records);
      },
      events: { queues: { put: async (_, letter) => void letters.push(letter) } },
      timeScale: 0,
      now: () => new Date('2026-11-28T00:00:00Z'),
    });
    onTestFinished(sources.close);
    return { ...sources, letters };
  };
  return { put, read };
}

describe('an event source mapping', () => {
  it('invokes the function with all records, in order, in batches', async () => {
    const { put, read } = await startTable(await temporaryDirectory());
    await put('a', 'b', 'c', 'd', 'e');
    const batches: (readonly string[])[] = [];
    const { idle } = read((ids) => void batches.push(ids), { batchSize: 2 });
    await put('f');
    await idle();
    expect(batches.flat()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    expect(Math.max(...batches.map(({ length }) => length))).toBe(2);
  });

  it('repeats a batch until the function succeeds, and then goes on', async () => {
    const { put, read } = await startTable(await temporaryDirectory());
    await put('a', 'b');
    const batches: (readonly string[])[] = [];
    const { idle } = read((ids) => {
      batches.push(ids);
      if (batches.length < 4) throw new Error('not yet');
    });
    await idle();
    await put('c');
    await idle();
    expect(batches).toEqual([['a', 'b'], ['a', 'b'], ['a', 'b'], ['a', 'b'], ['c']]);
  });

  it('repeats from the first record that the function reports as failed', async () => {
    const { put, read } = await startTable(await temporaryDirectory());
    await put('a', 'b', 'c', 'd');
    const batches: (readonly string[])[] = [];
    const failuresOf = (records: readonly SourceRecord[]) => ({
      batchItemFailures: records
        .filter((record) => ['d', 'c'].includes(idOf(record)))
        .map(({ dynamodb }) => ({ itemIdentifier: dynamodb.SequenceNumber })),
    });
    const { idle } = read((ids, records) => {
      batches.push(ids);
      return batches.length === 1 ? failuresOf(records) : { batchItemFailures: [] };
    });
    await idle();
    expect(batches).toEqual([
      ['a', 'b', 'c', 'd'],
      ['c', 'd'],
    ]);
  });

  it('does not repeat what it has processed before a restart, and loses nothing', async () => {
    const { put, read } = await startTable(await temporaryDirectory());
    const batches: (readonly string[])[] = [];
    await put('a');
    const first = read((ids) => void batches.push(ids));
    await first.idle();
    await first.close();
    await put('b');
    await read((ids) => void batches.push(ids)).idle();
    expect(batches).toEqual([['a'], ['b']]);
  });

  it('leaves out records that no filter matches, and processes those after them', async () => {
    const { put, read } = await startTable(await temporaryDirectory());
    await put('a', 'b', 'c');
    const batches: (readonly string[])[] = [];
    const filters = [{ dynamodb: { Keys: { id: { S: ['c'] } } } }];
    const { idle } = read((ids) => void batches.push(ids), { filters });
    await idle();
    expect(batches).toEqual([['c']]);
  });

  it('gives a batch up after its retries, and sends its place in the stream to the failure destination', async () => {
    const { put, read } = await startTable(await temporaryDirectory());
    await put('a');
    let invocations = 0;
    const failing = () => {
      invocations += 1;
      throw new Error('never');
    };
    const { idle, letters } = read(failing, {
      maximumRetryAttempts: 2,
      onFailureArn: 'arn:aws:sqs:eu-central-1:000000000000:failed',
    });
    await idle();
    expect(invocations).toBe(3);
    expect(letters).toMatchObject([{ body: { DDBStreamBatchInfo: { batchSize: 1, streamArn: arn } } }]);
  });
});
