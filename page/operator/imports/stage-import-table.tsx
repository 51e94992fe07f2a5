import { ImportRows } from '../../imports/list/import-rows.tsx';
import type { HeldRow } from '../../lists/held-list.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Link } from '../../ui/link.tsx';
import { StageStatus } from '../stage-status.tsx';
import type { StageImport } from '../views.ts';

/** The imports of all tenants. */
export function StageImportTable({ rows }: { readonly rows: readonly HeldRow<StageImport>[] }) {
  const { operator, detail } = useTexts();
  return (
    <ImportRows
      rows={rows}
      title={operator.tenant}
      name={({ id, tenant, importType, attempt }) => (
        <>
          <Link
            to={{ name: 'operator', section: 'imports', item: id }}
            className="font-medium break-words text-ink after:absolute after:inset-0 hover:text-accent"
          >
            {tenant}
          </Link>
          <span className="block truncate text-muted">
            {importType}
            {attempt > 1 && ` · ${detail.attempt(attempt)}`}
          </span>
        </>
      )}
      status={({ status }) => <StageStatus status={status} />}
    />
  );
}
