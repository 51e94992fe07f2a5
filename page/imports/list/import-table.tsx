import type { ImportSummary, ImportTypeSummary } from '../../api/views.ts';
import type { HeldRow } from '../../lists/held-list.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { useTypeText } from '../../types/use-type-text.ts';
import { Link } from '../../ui/link.tsx';
import { WaitingUpload } from '../sending/waiting-upload.tsx';
import { StatusBadge } from '../status-badge.tsx';
import { ImportRows } from './import-rows.tsx';

interface ImportTableProps {
  readonly rows: readonly HeldRow<ImportSummary>[];
  readonly importTypes: readonly ImportTypeSummary[];
}

/** The imports of a tenant. */
export function ImportTable({ rows, importTypes }: ImportTableProps) {
  const { imports: texts } = useTexts();
  const typeText = useTypeText();
  const titles = new Map(importTypes.map((type) => [type.name, typeText(type).title]));
  return (
    <ImportRows
      rows={rows}
      title={texts.file}
      name={({ id, fileName, importType }) => (
        <>
          <Link
            to={{ name: 'import-detail', importId: id }}
            title={fileName}
            className="line-clamp-2 font-medium break-words text-ink after:absolute after:inset-0 hover:text-accent"
          >
            {fileName}
          </Link>
          <span className="block truncate text-muted">{titles.get(importType) ?? importType}</span>
        </>
      )}
      status={({ status }) => <StatusBadge status={status} />}
      upload={({ id, upload }) => upload !== undefined && <WaitingUpload importId={id} />}
    />
  );
}
