import type { Route } from '../../routing/routes.ts';
import type { AuditEntry } from '../views.ts';

export interface TrailSubject {
  /** As the API calls it. */
  readonly name: string;
  readonly value: string;
  /** The screen of the console that shows it. */
  readonly to?: Route | undefined;
}

/**
 * What an entry of the audit trail is about, each value once.
 * @param about what is known already: the tenant or the import whose trail it is
 */
export function subjectsOf(
  { subject }: Pick<AuditEntry, 'subject'>,
  about?: string,
): readonly TrailSubject[] {
  const values = new Set(Object.values(subject));
  values.delete(about ?? '');
  return [...values].map((value) => {
    // A tenant is also called `name`, and an import that was created `id`.
    const section = value === subject.tenant ? 'tenants' : value.startsWith('imp_') ? 'imports' : undefined;
    const name = Object.keys(subject).findLast((one) => subject[one] === value) ?? '';
    return { name, value, to: section && { name: 'operator', section, item: value } };
  });
}
