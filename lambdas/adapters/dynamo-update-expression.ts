/** The parts of an UpdateItem request that name and carry attributes. */
export interface UpdateExpression {
  readonly UpdateExpression: string;
  readonly ExpressionAttributeNames: Record<string, string>;
  readonly ExpressionAttributeValues: Record<string, unknown>;
}

export interface AttributeChanges {
  /** By attribute name; `undefined` values are left out. */
  readonly set?: Readonly<Record<string, unknown>> | ReadonlyMap<string, unknown>;
  readonly remove?: readonly string[];
  /** Elements of a set, or what a number grows by, by attribute name. */
  readonly add?: ReadonlyMap<string, unknown>;
  readonly delete?: ReadonlyMap<string, unknown>;
}

/** Writes every name and value through a placeholder: attribute names may hold dots, reserved words, anything. */
export function updateExpression(changes: AttributeChanges): UpdateExpression {
  const names: Record<string, string> = {};
  const values: Record<string, unknown> = {};
  let next = 0;
  const name = (attribute: string): string => {
    const placeholder = `#n${next++}`;
    names[placeholder] = attribute;
    return placeholder;
  };
  const value = (content: unknown): string => {
    const placeholder = `:v${next++}`;
    values[placeholder] = content;
    return placeholder;
  };
  const entries = changes.set instanceof Map ? [...changes.set] : Object.entries(changes.set ?? {});
  const set = entries.filter(([, v]) => v !== undefined).map(([n, v]) => `${name(n)} = ${value(v)}`);
  const remove = (changes.remove ?? []).map(name);
  const add = [...(changes.add ?? [])].map(([n, v]) => `${name(n)} ${value(v)}`);
  const del = [...(changes.delete ?? [])].map(([n, v]) => `${name(n)} ${value(v)}`);
  const clauses = [clause('SET', set), clause('REMOVE', remove), clause('ADD', add), clause('DELETE', del)];
  return {
    UpdateExpression: clauses.filter((text) => text !== '').join(' '),
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: values,
  };
}

function clause(keyword: string, actions: readonly string[]): string {
  return actions.length === 0 ? '' : `${keyword} ${actions.join(', ')}`;
}
