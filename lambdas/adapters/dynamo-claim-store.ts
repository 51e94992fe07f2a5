import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { type ClaimMoment, type Release, sortableMoment } from '../core/claim.ts';
import { batchGet } from './dynamo-batch-get.ts';
import { succeeds } from './dynamo-condition.ts';

const ClaimItemSchema = z.object({
  userKey: z.string(),
  _owner: z.string().optional(),
  _released: z.object({ by: z.string(), importId: z.string(), recordNumber: z.number().int() }).optional(),
});

export interface ClaimItem {
  readonly owner: string | undefined;
  readonly released: Release | undefined;
}

/** The claims of unique values, items of the users table under the claim's key. */
export interface ClaimStore {
  read(claimKeys: readonly string[]): Promise<ReadonlyMap<string, ClaimItem>>;
  /** Makes the user the owner if the claim is as it was seen. False: it is not any more. */
  acquire(
    claimKey: string,
    userKey: string,
    seenOwner: string | undefined,
    since: ClaimMoment,
  ): Promise<boolean>;
  /** Gives the claim up, if the user has it since before the release; what it says about the release stays. */
  release(claimKey: string, release: Release, turn: number): Promise<void>;
}

const NAMES = { '#owner': '_owner', '#released': '_released', '#since': '_since' };

export function createDynamoClaimStore(table: string, client = new DynamoDBClient({})): ClaimStore {
  const dynamo = DynamoDBDocumentClient.from(client);
  return {
    read: async (claimKeys) => {
      const items = (await batchGet(dynamo, table, claimKeys)).map((item) => ClaimItemSchema.parse(item));
      return new Map(items.map((item) => [item.userKey, { owner: item._owner, released: item._released }]));
    },
    acquire: (claimKey, userKey, seenOwner, since) =>
      succeeds(
        dynamo.send(
          new UpdateCommand({
            TableName: table,
            Key: { userKey: claimKey },
            UpdateExpression: 'SET #owner = :me, #since = :since REMOVE #released',
            // Our own claim is ours already: an earlier attempt may have taken it. A later one shows that we come too late.
            ConditionExpression: `${
              seenOwner === undefined ? 'attribute_not_exists(#owner)' : '(#owner = :seen AND #owner <> :me)'
            } OR (#owner = :me AND (attribute_not_exists(#since) OR #since <= :since))`,
            ExpressionAttributeNames: NAMES,
            ExpressionAttributeValues: {
              ':me': userKey,
              ':since': sortableMoment(since),
              ...(seenOwner !== undefined && { ':seen': seenOwner }),
            },
          }),
        ),
      ),
    release: async (claimKey, release, turn) => {
      await succeeds(
        dynamo.send(
          new UpdateCommand({
            TableName: table,
            Key: { userKey: claimKey },
            UpdateExpression: 'SET #released = :release REMOVE #owner, #since',
            ConditionExpression: '#owner = :by AND (attribute_not_exists(#since) OR #since <= :at)',
            ExpressionAttributeNames: NAMES,
            ExpressionAttributeValues: {
              ':by': release.by,
              ':release': release,
              ':at': sortableMoment({ turn, recordNumber: release.recordNumber }),
            },
          }),
        ),
      );
    },
  };
}
