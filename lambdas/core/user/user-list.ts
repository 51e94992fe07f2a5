import { LIST_ATTRIBUTES } from '../../contracts/attribute-name.ts';

/** The index of the users table lists the users of a tenant and type in these many partitions: one takes 1,000 writes/s. */
export const LIST_SHARDS = 16;

/** DynamoDB's limit for the sort key of an index, in bytes: it refuses an item with a longer one. */
const MAX_LISTED_KEY_BYTES = 1024;

/**
 * The attributes by which a user is listed. The sort key is not `userKey` itself: DynamoDB would refuse each user whose key is
 * too long for the index.
 * @returns none for such a user, which is not listed
 */
export function listAttributes(tenant: string, importType: string, userKey: string): Record<string, string> {
  if (!mayBeListed(userKey)) return {};
  return {
    [LIST_ATTRIBUTES.partition]: shardOf(tenant, importType, hash(userKey) % LIST_SHARDS),
    [LIST_ATTRIBUTES.sort]: userKey,
  };
}

export function mayBeListed(userKey: string): boolean {
  return userKey.length <= MAX_LISTED_KEY_BYTES && utf8Bytes(userKey) <= MAX_LISTED_KEY_BYTES;
}

/** The partitions of the index that together list these users. */
export function listsOf(tenant: string, importType: string): readonly string[] {
  return Array.from({ length: LIST_SHARDS }, (_, shard) => shardOf(tenant, importType, shard));
}

function shardOf(tenant: string, importType: string, shard: number): string {
  return `${tenant}/${importType}/${shard.toString(16)}`;
}

/** FNV-1a, which spreads keys that differ in their last characters. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}

function utf8Bytes(text: string): number {
  let bytes = 0;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    // Each half of a pair counts two of its four bytes.
    if (unit < 0x80) bytes += 1;
    else bytes += unit < 0x800 || isSurrogate(unit) ? 2 : 3;
  }
  return bytes;
}

/** In the order of the bytes of UTF-8, as DynamoDB sorts. */
export function compareKeys(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    // Characters beyond U+FFFF come last in UTF-8; in UTF-16 they are made of units below U+E000.
    if (left !== right)
      return isSurrogate(left) === isSurrogate(right) ? left - right : isSurrogate(left) ? 1 : -1;
  }
  return a.length - b.length;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}

/** Merges sorted sources into one sorted one. A source is asked for more only when its keys are used. */
export async function* mergeKeys(sources: readonly AsyncIterator<string>[]): AsyncGenerator<string> {
  const heads = await Promise.all(sources.map(async (source) => ({ source, next: await source.next() })));
  for (;;) {
    const [first] = heads
      .filter(({ next }) => next.done !== true)
      .sort((a, b) => compareKeys(a.next.value, b.next.value));
    if (first === undefined) return;
    yield first.next.value;
    first.next = await first.source.next();
  }
}
