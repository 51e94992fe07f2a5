/** Judges the import of a file that tools have changed. */
import type { ImportedBytes } from './import-bytes.ts';

export const usersIn = (imported: ImportedBytes): ReadonlyMap<string, string> =>
  imported.status === 'rejected'
    ? new Map()
    : new Map(
        [...imported.tables.users].map(([key, { user }]) => [key, JSON.stringify([...user.fields].sort())]),
      );

/** What is wrong with an import of a changed file; undefined if nothing is. */
export function objection(
  expected: ReadonlyMap<string, string>,
  imported: ImportedBytes,
  named: readonly RegExp[],
): string | undefined {
  const strange = (message: string) => !named.some((pattern) => pattern.test(message));
  if (imported.status === 'rejected')
    return strange(imported.message) ? `rejected: ${imported.code} ${imported.message}` : undefined;
  const users = usersIn(imported);
  // What is left of a row after an error that is named fails for other reasons.
  const [first] = imported.errors;
  for (const { 1: message = '', 6: severity } of imported.errors)
    if (strange(message) && (severity === 'warning' || strange(first?.[1] ?? ''))) return `issue: ${message}`;
  if (imported.unknownColumns.length > 0) return `ignored: ${imported.unknownColumns.join()}`;
  for (const [key, user] of users) {
    if (!expected.has(key)) return `a stranger: ${key} ${user}`;
    if (expected.get(key) !== user) return `changed: ${user} from ${expected.get(key)}`;
  }
  const missing = expected.size - users.size;
  return missing > (imported.counts?.failed ?? 0)
    ? `${missing} users are missing without an error`
    : undefined;
}
