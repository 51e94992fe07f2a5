import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { openForReading, type ReadableCloud, type ReadService } from '../local/open-for-reading.ts';
import { outputOf } from './clients.ts';
import type { ImportsTable } from './import-progress.ts';
import { EXIT_CODES } from './program/exit-codes.ts';
import { reportError } from './terminal/report-error.ts';

/** What list, status, results and users read from. */
export interface Reader extends ImportsTable {
  readonly cloud: ReadableCloud;
  readonly usersTable: string;
}

/**
 * Reads from the running cloud, or from what an earlier one has stored; nothing is changed or continued.
 * @param work its exit code
 * @param services besides DynamoDB
 */
export async function readFromCloud(
  state: string,
  work: (reader: Reader) => Promise<number>,
  services: readonly ReadService[] = [],
): Promise<number> {
  try {
    await using cloud = await openForReading(state, ['dynamodb', ...services]);
    if (cloud === undefined) {
      process.stderr.write(
        `Nothing has been imported into ${state} yet. To begin: npx rollcall import examples/participants.csv\n`,
      );
      return EXIT_CODES.refused;
    }
    const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient(cloud.clientConfig('dynamodb')));
    return await work({
      cloud,
      dynamo,
      importsTable: outputOf(cloud, 'ImportsTableName'),
      usersTable: outputOf(cloud, 'UsersTableName'),
    });
  } catch (error) {
    reportError(error);
    return EXIT_CODES.aborted;
  }
}
