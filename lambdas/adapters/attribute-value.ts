import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/**
 * A value as DynamoDB stores it: all of JSON, and sets of text. The SDK's `marshall` reads `value.constructor.name` to
 * recognise its own types; in an object that was sent, `constructor` is a key like any other.
 * `undefined` inside an object is left out, as JSON.stringify does.
 * @throws TypeError for a value that is neither JSON nor a set of text, such as NaN or a Date
 */
export function attributeValue(value: unknown): AttributeValue {
  if (value === null) return { NULL: true };
  switch (typeof value) {
    case 'string':
      return { S: value };
    case 'boolean':
      return { BOOL: value };
    case 'number':
      if (Number.isFinite(value)) return { N: String(value) };
      break;
    case 'object':
      return compoundValue(value);
  }
  throw new TypeError(`a ${typeof value} such as this cannot be stored`);
}

/** The attributes of an item, or the values of an expression, by name. */
export function attributeValues(values: Readonly<Record<string, unknown>>): Record<string, AttributeValue> {
  // Object.fromEntries defines each name, also `__proto__`, as a property of its own.
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, attributeValue(value)] as const],
    ),
  );
}

function compoundValue(value: object): AttributeValue {
  if (Array.isArray(value)) return { L: value.map(attributeValue) };
  if (value instanceof Set) return { SS: [...value].map(text) };
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null)
    return { M: attributeValues(value as Readonly<Record<string, unknown>>) };
  throw new TypeError('an instance of a class cannot be stored');
}

function text(element: unknown): string {
  if (typeof element === 'string') return element;
  throw new TypeError('a set that is stored has elements of text only');
}
