import { randomInt } from 'node:crypto';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type ClaimPosition, positionOf, type Release, sortablePosition } from '../core/apply/claim.ts';
import { batchGet } from './dynamo-batch-get.ts';
import { documentClient, dynamoClient } from './dynamo-client.ts';
import { succeeds } from './dynamo-condition.ts';

const ClaimItemSchema = z.object({
  userKey: z.string(),
  _owner: z.string().optional(),
  _released: z.object({ by: z.string(), importId: z.string(), recordNumber: z.number().int() }).optional(),
  _releasedSince: z.string().optional(),
  _since: z.string().optional(),
  _takes: z.number().int().optional(),
});

export interface ClaimItem {
  readonly owner: string | undefined;
  readonly released: Release | undefined;
  /** The position at which the owner has taken it, as `sortablePosition` writes it. */
  readonly since?: string | undefined;
  /** Another value after each taking, also if the claim was deleted in between. */
  readonly takes?: number | undefined;
}

/** The claims of unique values, items of the users table under the claim's key. */
export interface ClaimStore {
  read(claimKeys: readonly string[]): Promise<ReadonlyMap<string, ClaimItem>>;
  /**
   * Makes the user the owner, if the claim was not taken since it was read. False: it was taken. A request between two
   * records keeps the claim's last release, because earlier records may still need it.
   */
  acquire(
    claimKey: string,
    userKey: string,
    seen: Pick<ClaimItem, 'owner' | 'takes'>,
    since: ClaimPosition,
  ): Promise<boolean>;
  /** Releases the claim if the user has held it since before the release; the release is recorded on the claim. */
  release(claimKey: string, release: Release, fencingToken: number): Promise<void>;
}

/**
 * What a taking adds to the count: random, so that the count of a claim that was deleted and taken again is another one. An
 * item's number has 38 digits, a JavaScript number is exact for two million such sums.
 */
const anyTaking = () => randomInt(1, 2 ** 32);

const NAMES = { '#owner': '_owner', '#released': '_released', '#since': '_since' };

export function createDynamoClaimStore(table: string, client = dynamoClient()): ClaimStore {
  const dynamo = documentClient(client);
  return {
    read: async (claimKeys) => {
      const items = (await batchGet(client, table, claimKeys)).map((item) => ClaimItemSchema.parse(item));
      return new Map(
        items.map(({ userKey, _owner: owner, _since: since, _takes: takes, ...item }) => [
          userKey,
          {
            owner,
            released: releaseIn(item),
            ...(since && { since }),
            ...(takes !== undefined && { takes }),
          },
        ]),
      );
    },
    acquire: async (claimKey, userKey, seen, since) =>
      (await succeeds(dynamo.send(take(table, claimKey, userKey, seen, since)))) ||
      // A later record holds it for the same user: it keeps its position, and the request shares the claim.
      (since.between === true && (await succeeds(dynamo.send(takeAgain(table, claimKey, userKey, since))))),
    release: async (claimKey, release, fencingToken) => {
      await succeeds(
        dynamo.send(
          new UpdateCommand({
            TableName: table,
            Key: { userKey: claimKey },
            UpdateExpression:
              'SET #released = :release, #releasedSince = if_not_exists(#since, :unknown) REMOVE #owner, #since',
            ConditionExpression: '#owner = :by AND (attribute_not_exists(#since) OR #since <= :at)',
            ExpressionAttributeNames: { ...NAMES, '#releasedSince': '_releasedSince' },
            ExpressionAttributeValues: {
              ':by': release.by,
              ':release': release,
              ':unknown': '',
              ':at': sortablePosition({ fencingToken, recordNumber: release.recordNumber }),
            },
          }),
        ),
      );
    },
  };
}

function releaseIn({ _released, _releasedSince }: Partial<z.infer<typeof ClaimItemSchema>>) {
  return _released && { ..._released, since: positionOf(_releasedSince) };
}

function take(
  TableName: string,
  userKey: string,
  owner: string,
  seen: Pick<ClaimItem, 'owner' | 'takes'>,
  since: ClaimPosition,
): UpdateCommand {
  return new UpdateCommand({
    TableName,
    Key: { userKey },
    // The last release stays: if this writer dies now, records before the release are judged again.
    UpdateExpression: 'SET #owner = :me, #since = :since ADD #takes :taking',
    // The user may own the claim already, by an earlier attempt. A later position shows that this write is too late.
    ConditionExpression: `${isAsSeen(seen)} OR (#owner = :me AND (attribute_not_exists(#since) OR #since <= :since))`,
    ExpressionAttributeNames: { '#owner': '_owner', '#since': '_since', '#takes': '_takes' },
    ExpressionAttributeValues: {
      ':me': owner,
      ':since': sortablePosition(since),
      ':taking': anyTaking(),
      ...(seen.owner !== undefined && { ':seen': seen.owner }),
      ...(seen.owner !== undefined && seen.takes !== undefined && { ':takes': seen.takes }),
    },
  });
}

function isAsSeen({ owner, takes }: Pick<ClaimItem, 'owner' | 'takes'>): string {
  if (owner === undefined) return 'attribute_not_exists(#owner)';
  const count = takes === undefined ? 'attribute_not_exists(#takes)' : '#takes = :takes';
  return `(#owner = :seen AND #owner <> :me AND ${count})`;
}

function takeAgain(TableName: string, userKey: string, owner: string, since: ClaimPosition): UpdateCommand {
  return new UpdateCommand({
    TableName,
    Key: { userKey },
    UpdateExpression: 'ADD #takes :taking',
    ConditionExpression: '#owner = :me AND #since > :since',
    ExpressionAttributeNames: { '#owner': '_owner', '#since': '_since', '#takes': '_takes' },
    ExpressionAttributeValues: { ':me': owner, ':since': sortablePosition(since), ':taking': anyTaking() },
  });
}
