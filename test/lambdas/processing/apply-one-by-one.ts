import { plan } from '../../../lambdas/core/apply/plan.ts';
import type { ImportType, UniqueValue } from '../../../lambdas/core/import-type/import-type.ts';
import { givenBy, type User } from '../../../lambdas/core/user/user.ts';
import { readChunk } from '../../../lambdas/reading/read-chunk.ts';
import { type InspectedFile, TENANT } from './memory-import.ts';

/** What a file means, of whatever type: its records applied one after another to a map of users by key. */
export function applyOneByOne(type: ImportType, file: InspectedFile, users: Map<string, User>): string[] {
  const { layout } = file;
  const bytes = Buffer.from(file.text).subarray(layout.offset);
  const range = { index: 0, start: layout.offset, end: layout.offset + bytes.length };
  const source = {
    bytes,
    range: { ...range, firstRecord: 1, firstLine: layout.line, records: 0 },
    layout,
    type,
    tenant: TENANT,
    options: { mode: 'upsert', onBlank: 'keep', duplicates: 'apply', ...file.options },
  } as const;
  return [...readChunk(source, { includes: () => true })].map(({ read }) => {
    if (!read.ok) return 'failed';
    const { userKey } = read.change;
    const isOthers = ({ scope, value }: UniqueValue): boolean =>
      [...users].some(
        ([key, user]) =>
          key !== userKey &&
          type.uniqueValues(user).some((other) => other.scope === scope && other.value === value),
      );
    const planned = plan(type, source.options.mode, users.get(userKey), read.change, isOthers);
    if (planned.outcome === 'failed' || type.uniqueValues(givenBy(read.change)).some(isOthers))
      return 'failed';
    users.set(userKey, planned.next);
    return planned.outcome;
  });
}
