import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';

/**
 * Whether the tenant has so many imports that have not ended or whose e-mail is not sent. The index is eventually
 * consistent. It contains what the sweep checks, so that an import leaves it however it ends.
 */
export async function hasOpenImports(
  client: DynamoDBDocumentClient,
  table: string,
  tenant: string,
  count: number,
): Promise<boolean> {
  let found = 0;
  let from: Record<string, unknown> | undefined;
  do {
    const { Count = 0, LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: 'openByTenant',
        Select: 'COUNT',
        Limit: count - found,
        KeyConditionExpression: 'tenant = :tenant',
        ExpressionAttributeValues: { ':tenant': tenant },
        ...(from && { ExclusiveStartKey: from }),
      }),
    );
    found += Count;
    from = LastEvaluatedKey;
  } while (found < count && from !== undefined);
  return found >= count;
}
