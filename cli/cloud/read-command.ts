import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { openForReading, type ReadableCloud, type ReadService } from '../../local/open-for-reading.ts';
import { lineToType } from '../program/command-line.ts';
import { EXIT_CODES } from '../program/exit-codes.ts';
import { reportFailure } from '../program/failure.ts';
import type { StateAndJson } from '../program/shared-options.ts';
import { type ImportsTable, outputOf } from './clients.ts';

/** What list, status, results and users read from. */
export interface Reader extends ImportsTable {
  readonly cloud: ReadableCloud;
  readonly usersTable: string;
}

interface Reading {
  /** In addition to DynamoDB. */
  readonly services?: readonly ReadService[];
  /** @returns the exit code when nothing has been imported into this directory yet */
  readonly whenEmpty: () => number;
}

/**
 * Reads from the running cloud, or from what an earlier one has stored; nothing is changed or continued.
 * @param work its exit code
 */
export async function readFromCloud(
  { state, json }: StateAndJson,
  { services = [], whenEmpty }: Reading,
  work: (reader: Reader) => Promise<number>,
): Promise<number> {
  try {
    await using cloud = await openForReading(state, ['dynamodb', ...services]);
    if (cloud === undefined) return whenEmpty();
    const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient(cloud.clientConfig('dynamodb')));
    return await work({
      cloud,
      dynamo,
      importsTable: outputOf(cloud, 'ImportsTableName'),
      usersTable: outputOf(cloud, 'UsersTableName'),
    });
  } catch (error) {
    return reportFailure(error, json);
  }
}

/** For commands that print a list: an empty one is a result. */
export function printEmptyList({ state, json }: StateAndJson): number {
  if (json) process.stdout.write('[]\n');
  else
    process.stderr.write(
      `Nothing has been imported into ${state} yet. To begin: ${lineToType(['import', 'examples/participants.csv'], state)}\n`,
    );
  return EXIT_CODES.done;
}
