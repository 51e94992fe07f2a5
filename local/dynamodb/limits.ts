import type { Json } from '../template/stack.ts';

/**
 * Limits of DynamoDB that dynalite does not enforce. Found by sending the same requests to dynalite 4.0.0 and to AWS's
 * DynamoDB Local 1.25.1 (2026-11-28); docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
 */
const MAX_EXPRESSION_BYTES = 4096;
const MAX_PLACEHOLDER_BYTES = 255;
const MAX_ATTRIBUTE_NAME_BYTES = 65_535;
/** Nesting depth of maps and lists, not counting the item itself. */
const MAX_NESTED_CONTAINERS = 31;
const MAX_INDEX_KEY_BYTES = { HASH: 2048, RANGE: 1024 } as const;

const EXPRESSIONS = [
  'UpdateExpression',
  'ConditionExpression',
  'KeyConditionExpression',
  'FilterExpression',
  'ProjectionExpression',
] as const;

type JsonObject = { readonly [name: string]: Json };

/** Key attributes of a table's secondary indexes. An item may omit them, but a value must be a valid key. */
export type IndexKeys = ReadonlyMap<string, keyof typeof MAX_INDEX_KEY_BYTES>;

/**
 * Checks a request of DynamoDB's JSON protocol.
 * @param indexKeysOf the index keys of a table, by the table's name
 * @returns the message of the ValidationException that DynamoDB answers with; undefined when the request is within the limits
 */
export function exceededLimit(
  operation: string,
  input: JsonObject,
  indexKeysOf: (table: string) => IndexKeys,
): string | undefined {
  return exceededByExpressions(input) ?? exceededByItems(operation, input, indexKeysOf);
}

function exceededByExpressions(input: JsonObject): string | undefined {
  for (const kind of EXPRESSIONS) {
    const bytes = Buffer.byteLength(String(input[kind] ?? ''));
    if (bytes > MAX_EXPRESSION_BYTES)
      return `Invalid ${kind}: Expression size has exceeded the maximum allowed size; expression size: ${bytes}`;
  }
  for (const kind of ['ExpressionAttributeNames', 'ExpressionAttributeValues'] as const)
    for (const placeholder of Object.keys(objectOf(input[kind]))) {
      const bytes = Buffer.byteLength(placeholder);
      if (bytes > MAX_PLACEHOLDER_BYTES)
        return `${kind} contains invalid key: The expression attribute map contains a key that is too long; size of key: ${bytes}`;
    }
  return undefined;
}

function exceededByItems(
  operation: string,
  input: JsonObject,
  indexKeysOf: (table: string) => IndexKeys,
): string | undefined {
  for (const { table, attributes } of writtenAttributes(operation, input)) {
    const indexKeys = indexKeysOf(table);
    for (const [name, value] of attributes) {
      if (Buffer.byteLength(name) > MAX_ATTRIBUTE_NAME_BYTES)
        return 'Attribute name is too large, must be less than 65536 bytes';
      if (depthOf(value) > MAX_NESTED_CONTAINERS)
        return 'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit';
      const keyType = indexKeys.get(name);
      const problem = keyType && exceededByIndexKey(name, keyType, value);
      if (problem) return problem;
    }
  }
  return undefined;
}

function exceededByIndexKey(
  name: string,
  keyType: keyof typeof MAX_INDEX_KEY_BYTES,
  value: Json,
): string | undefined {
  const { S } = objectOf(value);
  if (typeof S !== 'string') return undefined;
  if (S === '')
    return `One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty string value. IndexKey: ${name}`;
  if (Buffer.byteLength(S) > MAX_INDEX_KEY_BYTES[keyType])
    return 'One or more parameter values were invalid: Size limit exceeded';
  return undefined;
}

interface WrittenAttributes {
  readonly table: string;
  readonly attributes: readonly (readonly [name: string, value: Json])[];
}

/** The attributes that a request writes, by table. For an update, only the values that are assigned to a whole attribute. */
function writtenAttributes(operation: string, input: JsonObject): readonly WrittenAttributes[] {
  switch (operation) {
    case 'PutItem':
      return [{ table: String(input.TableName), attributes: Object.entries(objectOf(input.Item)) }];
    case 'UpdateItem':
      return [{ table: String(input.TableName), attributes: assignments(input) }];
    case 'BatchWriteItem':
      return Object.entries(objectOf(input.RequestItems)).flatMap(([table, requests]) =>
        (Array.isArray(requests) ? requests : []).map((request) => ({
          table,
          attributes: Object.entries(objectOf(objectOf(objectOf(request).PutRequest).Item)),
        })),
      );
    default:
      return [];
  }
}

/** `SET name = :value` and `SET name = if_not_exists(name, :value)`, with placeholders resolved. */
const ASSIGNMENT = /(#?[\w.]+)\s*=\s*(?:if_not_exists\s*\([^,]+,\s*)?(:\w+)/g;

function assignments(input: JsonObject): readonly (readonly [string, Json])[] {
  const names = objectOf(input.ExpressionAttributeNames);
  const values = objectOf(input.ExpressionAttributeValues);
  return [...String(input.UpdateExpression ?? '').matchAll(ASSIGNMENT)].map(
    ([, name = '', value = '']) => [String(names[name] ?? name), values[value] ?? null] as const,
  );
}

/** The nesting depth of maps and lists in an attribute value. Not recursive, because the input is not trusted. */
function depthOf(value: Json): number {
  let depth = 0;
  for (let level: readonly Json[] = [value]; ; depth += 1) {
    const containers = level.filter(isContainer);
    if (containers.length === 0) return depth;
    level = containers.flatMap(childrenOf);
  }
}

function isContainer(value: Json): boolean {
  const { M, L } = objectOf(value);
  return M !== undefined || L !== undefined;
}

function childrenOf(value: Json): readonly Json[] {
  const { M, L } = objectOf(value);
  return Array.isArray(L) ? L : Object.values(objectOf(M));
}

function objectOf(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}
