import type { Rights } from '../../../../lambdas/core/access/rights.ts';

/** Whether the first rights exceed the others: written down again, as sets and numbers. */
export function exceeds(one: Rights, other: Rights): boolean {
  const types = (of: Rights) =>
    new Set(of.importTypes ?? ['participants', 'workspace-users', 'user-feed', '*']);
  const end = (of: Rights) =>
    of.validUntil === undefined ? Number.POSITIVE_INFINITY : Date.parse(of.validUntil);
  return (
    (one.role === 'tenant-admin' && other.role === 'importer') ||
    !new Set(one.permissions).isSubsetOf(new Set(other.permissions)) ||
    !types(one).isSubsetOf(types(other)) ||
    end(one) > end(other)
  );
}
