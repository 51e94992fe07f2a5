/** Objects that systems put around the values of the user itself, in lower case. */
const ABOUT_THE_USER: ReadonlySet<string> = new Set([
  '_source',
  'attributes',
  'contact',
  'data',
  'details',
  'fields',
  'item',
  'member',
  'name',
  'node',
  'person',
  'personal',
  'profile',
  'properties',
  'traits',
  'user',
]);

/**
 * Types of values in JSON of MongoDB (Extended JSON) and DynamoDB: `{"$oid": "5f7c…"}`, `{"S": "text"}`.
 * https://www.mongodb.com/docs/manual/reference/mongodb-extended-json/
 */
const TYPE_MARKERS: ReadonlySet<string> = new Set([
  '$oid',
  '$date',
  '$numberInt',
  '$numberLong',
  '$numberDouble',
  '$numberDecimal',
  '$uuid',
  'S',
  'N',
  'BOOL',
]);

/** Whether an object only says of which type its value is: `{"$oid": "5f7c…"}`. */
export function isTypedValue(value: object): boolean {
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => TYPE_MARKERS.has(key));
}

/**
 * The names that a path may mean: `profile.first_name` is the `first_name` of the user, `organization.id` an
 * `organization id`, and `name.first` a `first name`. Not `manager.email`, which is that of another person.
 */
export function plainNames(path: string): readonly string[] {
  const parts = path.split('.');
  while (parts.length > 1 && TYPE_MARKERS.has(parts.at(-1) ?? '')) parts.pop();
  if (parts.length === 1) return parts[0] === path ? [] : parts;
  const outer = parts.slice(0, -1);
  const last = parts.at(-1) ?? '';
  const names = outer.every(isAboutTheUser) ? [last] : [];
  if (outer.slice(0, -1).every(isAboutTheUser)) {
    const [container = ''] = outer.slice(-1);
    names.push(`${container} ${last}`, `${last} ${container}`);
  }
  return names;
}

function isAboutTheUser(key: string): boolean {
  return ABOUT_THE_USER.has(key.toLowerCase());
}
