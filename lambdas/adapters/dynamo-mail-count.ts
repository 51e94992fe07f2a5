import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { itemKeys } from '../core/naming/item-keys.ts';
import { succeeds } from './dynamo-condition.ts';
import { ttl } from './dynamo-ttl.ts';

const KEPT_MS = 2 * 86_400_000;

/**
 * Counts an e-mail of a tenant, once for each `mail`: a repeated attempt to send the same e-mail is not counted again.
 * @returns false when the tenant had `limit` other e-mails on this day
 */
export function countMail(
  dynamo: DynamoDBDocumentClient,
  table: string,
  { tenant, mail, limit, now }: MailToCount & { readonly now: Date },
): Promise<boolean> {
  return succeeds(
    dynamo.send(
      new UpdateCommand({
        TableName: table,
        Key: itemKeys.mailsOfDay(tenant, now.toISOString().slice(0, 10)),
        UpdateExpression: 'SET expiresAt = :at ADD mails :new',
        ConditionExpression: 'attribute_not_exists(mails) OR size(mails) < :limit OR contains(mails, :mail)',
        ExpressionAttributeValues: {
          ':at': ttl(new Date(now.getTime() + KEPT_MS)).expiresAt,
          ':new': new Set([mail]),
          ':mail': mail,
          ':limit': limit,
        },
      }),
    ),
  );
}

export interface MailToCount {
  readonly tenant: string;
  /** Identifies the e-mail, such as the name of the execution. */
  readonly mail: string;
  /** E-mails of a day. */
  readonly limit: number;
}
