import type { Route } from '../app/routes.ts';
import type { AuditEntry } from './views.ts';

export interface TrailSubject {
  /** As the API calls it. */
  readonly name: string;
  readonly value: string;
  /** The screen of the console that shows it. */
  readonly to?: Route;
}

/**
 * What an entry of the audit trail is about, each value once.
 * @param about what is known already: the tenant or the import whose trail it is
 */
export function subjectsOf(
  { subject }: Pick<AuditEntry, 'subject'>,
  about?: string,
): readonly TrailSubject[] {
  const entries = Object.entries(subject).toSorted(([a], [b]) => orderOf(a) - orderOf(b));
  const seen = new Set([about]);
  return entries.flatMap(([name, value]) => {
    if (seen.has(value)) return [];
    seen.add(value);
    const to = screenOf(name, value);
    return [{ name, value, ...(to && { to }) }];
  });
}

/** The names that have a screen come first: others repeat them. */
function orderOf(name: string): number {
  return ['tenant', 'importId'].includes(name) ? 0 : 1;
}

function screenOf(name: string, value: string): Route | undefined {
  if (name === 'tenant') return { name: 'operator', section: 'tenants', item: value };
  // The id of an import that was created is `id`.
  if (value.startsWith('imp_')) return { name: 'operator', section: 'imports', item: value };
  return undefined;
}
