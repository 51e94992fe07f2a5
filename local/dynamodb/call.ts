import type { Json } from '../template/stack.ts';

/** `name` is DynamoDB's error code, without its namespace. */
export class DynamoDbError extends Error {
  constructor(code: string, message: string) {
    super(message);
    this.name = code;
  }
}

type JsonObject = { readonly [name: string]: Json };

/** Any signature does: dynalite looks at its form only. */
const authorization =
  'AWS4-HMAC-SHA256 Credential=local/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0';

/**
 * One call of DynamoDB's JSON protocol. The SDK would do, but loading it costs a tenth of a second at every start.
 * @throws DynamoDbError
 */
export async function call(endpoint: string, operation: string, input: JsonObject): Promise<JsonObject> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDB_20120810.${operation}`,
      'x-amz-date': '20260101T000000Z',
      authorization,
      connection: 'close',
    },
    body: JSON.stringify(input),
  });
  const output = (await response.json()) as JsonObject;
  if (response.ok) return output;
  throw new DynamoDbError(
    String(output.__type).replace(/^.*#/, ''),
    String(output.message ?? output.Message),
  );
}
