import { isJsonObject, jsonKind } from '../records/json-kind.ts';
import { showName } from '../wording/show-value.ts';
import type { EnclosingObject } from './enclosing-object.ts';
import { selector } from './json-opening.ts';
import type { JsonRecord } from './names-of-records.ts';
import { type Rejection, reject } from './rejection.ts';

export interface Sampled {
  /** The first records of the file. */
  readonly records: readonly JsonRecord[];
  /** How jq reaches each record: `.` for JSON Lines, `.[]` for an array. */
  readonly each: string;
  /** The object around the array of records, as far as the first bytes of the file show it. */
  readonly around?: EnclosingObject | undefined;
}

interface Member {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** How deep objects are searched. */
const MAX_DEPTH = 3;
/** Arrays that a message names. */
const MAX_NAMED = 5;

/** How to tell users from the objects around them. */
export interface UserTest {
  /** Whether an object has the key of the type, by exact or similar names. */
  readonly hasKey: (value: JsonRecord) => boolean;
  /** Whether it has any field of the type. */
  readonly hasField: (value: JsonRecord) => boolean;
  /** The last field of the key. */
  readonly keyField: string;
}

/**
 * Where the users are in a JSON file whose records are none: they have no field of the type, or not its key. Undefined if
 * nothing in the first of them looks like users.
 */
export function structureProblem(
  { records, each }: Sampled,
  { hasKey, hasField, keyField }: UserTest,
): Rejection | undefined {
  const [first] = records;
  if (first === undefined || records.some(hasKey)) return undefined;
  const members = membersOf(first);
  const objects = members.filter(({ value }) => isJsonObject(value));
  const all = [{ path: [], value: first }, ...objects];
  const isUserInPart = records.some(hasField);
  const map = mapOf(all, hasKey) ?? (isUserInPart ? undefined : mapOf(all, hasField));
  if (map !== undefined) return inMap(map, each, keyField);
  const enclosed = objects.find(({ value }) => hasKey(value as JsonRecord));
  if (enclosed !== undefined) return inObject(enclosed, each);
  return isUserInPart
    ? undefined
    : inArray(arraysOf(members), { each, hasField, areMany: records.length > 1 });
}

/** The members of an object, and of the objects in it. */
function membersOf(object: JsonRecord, path: readonly string[] = []): readonly Member[] {
  return Object.entries(object).flatMap(([key, value]) => {
    const own = [...path, key];
    const inner = isJsonObject(value) && own.length < MAX_DEPTH ? membersOf(value, own) : [];
    return [{ path: own, value }, ...inner];
  });
}

/** An object whose members are all users: `{"u1": {…}, "u2": {…}}`. One member alone is an object around a user. */
function mapOf(objects: readonly Member[], isUser: (value: JsonRecord) => boolean): Member | undefined {
  return objects.find(({ value }) => {
    const values = Object.values(value as JsonRecord);
    return values.length > 1 && values.every((one) => isJsonObject(one) && isUser(one));
  });
}

function inObject({ path }: Member, each: string): Rejection {
  return reject(
    'NESTED_RECORDS',
    `Each user of the file is in another object, as \`${showName(path.join('.'))}\`. Expected the objects themselves. \`jq -c '${joined(each, path)}'\` extracts them, as JSON Lines.`,
  );
}

function inMap({ path, value }: Member, each: string, keyField: string): Rejection {
  const entries = Object.entries(value as JsonRecord);
  const names = entries.slice(0, 2).map(([key]) => `\`${showName(key)}\``);
  const more = entries.length > 2 ? ', …' : '';
  const where = path.length === 0 ? 'an object' : `the object \`${showName(path.join('.'))}\``;
  const object = joined(each, path);
  const hasId = entries.every(([, user]) => isJsonObject(user) && keyField in user);
  const command = hasId
    ? `${object === '.' ? '.' : object}[]`
    : `${object} | to_entries[] | {${keyField}: .key} + .value`;
  return reject(
    'NESTED_RECORDS',
    `The users of the file are the values of ${where}, under the keys ${names.join(', ')}${more}. Expected a JSON array, or JSON Lines. \`jq -c '${command}'\` extracts them, as JSON Lines${hasId ? '' : `, with their keys as \`${keyField}\``}.`,
  );
}

interface FoundArray extends Member {
  readonly value: readonly unknown[];
}

function arraysOf(members: readonly Member[]): readonly FoundArray[] {
  return members.flatMap(({ path, value }) => (Array.isArray(value) ? [{ path, value }] : []));
}

interface Around extends Pick<Sampled, 'each'>, Pick<UserTest, 'hasField'> {
  readonly areMany: boolean;
}

/** The records are arrays of users themselves, or the only record has an array that contains none. */
function inArray(arrays: readonly FoundArray[], { each, hasField, areMany }: Around): Rejection | undefined {
  const ofUsers = arrays.filter(({ value }) => value.some((one) => isJsonObject(one) && hasField(one)));
  if (ofUsers.length > 1) return several(ofUsers, each);
  const [users] = ofUsers;
  if (users !== undefined) return areMany ? pages(users, each) : mixed(users, each);
  const [only, ...others] = arrays;
  const isWholeFile = !areMany && each === '.' && others.length === 0;
  return isWholeFile && only !== undefined ? withoutObjects(only) : undefined;
}

function several(arrays: readonly FoundArray[], each: string): Rejection {
  const names = arrays.slice(0, MAX_NAMED).map(nameOf).join(', ');
  return reject(
    'SEVERAL_ARRAYS',
    `The objects of the file have several arrays of users: ${names}. Expected the records themselves. \`jq -c '${joined(each, arrays[0]?.path ?? [])}[]'\` extracts those of the first array, as JSON Lines.`,
  );
}

function pages(array: FoundArray, each: string): Rejection {
  return reject(
    'NESTED_ARRAY',
    `Each object of the file has an array of users, ${nameOf(array)}, as the pages of an export have. Expected the users themselves. \`jq -c '${joined(each, array.path)}[]'\` extracts them, as JSON Lines.`,
  );
}

function mixed(array: FoundArray, each: string): Rejection {
  const other = jsonKind(array.value.find((value) => !isJsonObject(value)));
  return reject(
    'NESTED_ARRAY',
    `The array ${nameOf(array)} of the file has elements that are not objects, such as ${other}. Expected only objects. \`jq -c '${joined(each, array.path)}[] | objects'\` extracts them, as JSON Lines.`,
  );
}

function withoutObjects(array: FoundArray): Rejection | undefined {
  const [first] = array.value;
  if (array.value.length === 0)
    return reject(
      'NO_RECORDS',
      `The array ${nameOf(array)} of the file is empty. Expected at least one object in it.`,
    );
  if (isJsonObject(first)) return undefined;
  return reject(
    'NESTED_ARRAY',
    `The array ${nameOf(array)} of the file begins with ${jsonKind(first)}. Expected an array of objects, one for each user.`,
  );
}

function nameOf({ path }: Member): string {
  return `\`${showName(path.join('.'))}\``;
}

/** `.[]` and `user` are `.[].user`. */
function joined(each: string, path: readonly string[]): string {
  if (path.length === 0) return each;
  return `${each === '.' ? '' : each}${selector({ path })}`;
}
