import type { IgnoredMembers } from '../../contracts/ignored-members.ts';
import type { Issue } from '../../contracts/issue.ts';
import { isJsonObject } from '../records/json-kind.ts';
import { foundNames } from '../wording/found-names.ts';
import { warning } from '../wording/issue.ts';
import { shortName, showName } from '../wording/show-value.ts';
import type { EnclosingObject } from './enclosing-object.ts';
import { isComplete } from './page-of-export.ts';

/** More than a message names. */
const MAX_KEPT = 20;

/**
 * The members of the object around the array of records that say something which is not read. Those that are empty, or say
 * that nothing is missing, are not among them: `"next": null`, or a total that is the number of records.
 */
export function ignoredMembers(
  { members, path }: EnclosingObject,
  records: number,
): IgnoredMembers | undefined {
  const [array = ''] = path;
  const names = Object.entries(members)
    .filter(([name, value]) => name !== array && !saysNothing(name, value, records))
    .map(([name]) => shortName(name));
  if (names.length === 0) return undefined;
  return { array: shortName(array), names: names.slice(0, MAX_KEPT), count: names.length };
}

function saysNothing(name: string, value: unknown, records: number): boolean {
  if (value === null || value === '' || isComplete(name, value, records)) return true;
  if (Array.isArray(value)) return value.length === 0;
  return isJsonObject(value) && Object.entries(value).every(([key, one]) => saysNothing(key, one, records));
}

/** The warning about a file whose object around the array has other members. */
export function ignoredMembersWarning({ array, names, count }: IgnoredMembers): Issue {
  const others = count > names.length ? `${foundNames(names)}, …` : foundNames(names);
  const [members, were] = count === 1 ? ['member', 'was'] : ['members', 'were'];
  return warning(
    'BAD_REQUEST',
    `Only the array \`${showName(array)}\` of the JSON object was read. The other ${members} ${others} ${were} ignored. If the export has several pages, import all of them`,
  );
}
