import { DeleteItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { WriteMark } from '../contracts/write-mark.ts';
import type { StoredUser } from '../core/user/stored-user.ts';
import { attributeValues } from './attribute-value.ts';
import type { ClaimItem } from './dynamo-claim-store.ts';
import { succeeds } from './dynamo-condition.ts';
import { quickDynamoClient } from './dynamo-quick-client.ts';
import { packedMark } from './dynamo-write-mark.ts';

export interface UserOf {
  readonly userKey: string;
  readonly tenant: string;
  readonly importType: string;
}

/** Deletes what the users table contains about a user. Each deletion is conditional on what was read. */
export interface UserEraser {
  /**
   * Replaces the whole item, also what other systems have stored in it, by a placeholder of the next version. Writers that
   * have read the user must read it again. False: Rollcall has written the user since it was read.
   * @param mark of the last import: its retries find their work done
   */
  strip(user: UserOf, expected: StoredUser, mark: WriteMark | undefined): Promise<boolean>;
  /** Deletes the placeholder. Without effect if the user was written since. */
  deletePlaceholder(userKey: string, version: number): Promise<boolean>;
  /**
   * Deletes the claim, or only its owner if it says that another user released it before: earlier records of a file may
   * still need that. Without effect if the claim was taken since it was read.
   */
  deleteClaim(claimKey: string, seen: ClaimItem): Promise<boolean>;
  /** Deletes what a claim says about its last release by the user; without an owner, the whole claim. */
  forgetRelease(claimKey: string, userKey: string, hasOwner: boolean): Promise<boolean>;
  /** Without effect if another user has the value. */
  forgetReference(referenceKey: string, userKey: string): Promise<boolean>;
}

export function createDynamoUserEraser(
  table: string,
  now: () => Date,
  client = quickDynamoClient(),
): UserEraser {
  const remove = (userKey: string, condition: Condition) =>
    succeeds(client.send(deletion(table, userKey, condition)));
  const clear = (userKey: string, attributes: readonly string[], condition: Condition) =>
    succeeds(client.send(removal(table, userKey, attributes, condition)));
  return {
    strip: ({ userKey, tenant, importType }, { version }, mark) => {
      const at = now().toISOString();
      const item = {
        userKey,
        _tenant: tenant,
        _importType: importType,
        _createdAt: at,
        _updatedAt: at,
        _version: (version ?? 0) + 1,
        ...(mark && { _import: packedMark(mark) }),
      };
      return succeeds(client.send(replacement(table, item, version)));
    },
    deletePlaceholder: (userKey, version) => remove(userKey, { _version: version }),
    deleteClaim: (claimKey, { owner, takes, released }) => {
      const asSeen = { _owner: owner, _takes: takes };
      return released === undefined || released.by === owner
        ? remove(claimKey, asSeen)
        : clear(claimKey, ['_owner', '_since'], asSeen);
    },
    forgetRelease: (claimKey, userKey, hasOwner) =>
      hasOwner
        ? clear(claimKey, ['_released'], { '_released.by': userKey })
        : remove(claimKey, { _owner: undefined, '_released.by': userKey }),
    forgetReference: (referenceKey, userKey) => remove(referenceKey, { _owner: userKey }),
  };
}

/** Attributes and what they must be; undefined: absent. A dot separates an attribute and its member. */
type Condition = Readonly<Record<string, string | number | undefined>>;

function conditionOf(condition: Condition) {
  const names: Record<string, string> = {};
  const values: Record<string, string | number> = {};
  const terms = Object.entries(condition).map(([path, value], i) => {
    const place = path
      .split('.')
      .map((step, depth) => {
        names[`#c${i}_${depth}`] = step;
        return `#c${i}_${depth}`;
      })
      .join('.');
    if (value === undefined) return `attribute_not_exists(${place})`;
    values[`:c${i}`] = value;
    return `${place} = :c${i}`;
  });
  return {
    ConditionExpression: terms.join(' AND '),
    ExpressionAttributeNames: names,
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: attributeValues(values) }),
  };
}

function deletion(TableName: string, userKey: string, condition: Condition): DeleteItemCommand {
  return new DeleteItemCommand({ TableName, Key: { userKey: { S: userKey } }, ...conditionOf(condition) });
}

function replacement(TableName: string, item: object, version: number | undefined): PutItemCommand {
  const { ConditionExpression, ...rest } = conditionOf({ _version: version });
  return new PutItemCommand({
    TableName,
    Item: attributeValues({ ...item }),
    ConditionExpression: `attribute_exists(userKey) AND ${ConditionExpression}`,
    ...rest,
  });
}

function removal(
  TableName: string,
  userKey: string,
  attributes: readonly string[],
  condition: Condition,
): UpdateItemCommand {
  const { ExpressionAttributeNames, ...rest } = conditionOf(condition);
  const names = Object.fromEntries(attributes.map((name, i) => [`#a${i}`, name]));
  return new UpdateItemCommand({
    TableName,
    Key: { userKey: { S: userKey } },
    UpdateExpression: `REMOVE ${Object.keys(names).join(', ')}`,
    ...rest,
    ExpressionAttributeNames: { ...ExpressionAttributeNames, ...names },
  });
}
