import { type DynamoDBDocumentClient, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import { itemKeys } from '../core/naming/item-keys.ts';
import { succeeds } from './dynamo-condition.ts';
import { updateExpression } from './dynamo-update-expression.ts';

/** On which a write of an import depends. */
export type Condition = Pick<UpdateCommandInput, 'ExpressionAttributeNames' | 'ExpressionAttributeValues'> & {
  readonly ConditionExpression: string;
};

/**
 * Sets and removes attributes of an import's item. False: the condition does not hold.
 * @param changesStatus whether the status becomes another one: the same write counts it, for the event about it
 */
export type ImportUpdate = (
  importId: string,
  set: Readonly<Record<string, unknown>>,
  remove: readonly string[],
  condition: Condition,
  changesStatus?: boolean,
) => Promise<boolean>;

const COUNTED = new Map([['statusSequence', 1]]);

export function createImportUpdate(
  table: string,
  now: () => Date,
  dynamo: DynamoDBDocumentClient,
): ImportUpdate {
  return (importId, set, remove, condition, changesStatus = false) => {
    const update = updateExpression({
      set: { ...set, updatedAt: now().toISOString() },
      remove,
      ...(changesStatus && { add: COUNTED }),
    });
    return succeeds(
      dynamo.send(
        new UpdateCommand({
          TableName: table,
          Key: itemKeys.import(importId),
          UpdateExpression: update.UpdateExpression,
          ConditionExpression: condition.ConditionExpression,
          ExpressionAttributeNames: {
            ...update.ExpressionAttributeNames,
            ...condition.ExpressionAttributeNames,
          },
          ExpressionAttributeValues: {
            ...update.ExpressionAttributeValues,
            ...condition.ExpressionAttributeValues,
          },
        }),
      ),
    );
  };
}
