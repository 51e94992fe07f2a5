import { useFormat, useTexts } from '../texts/use-texts.ts';
import { Link } from '../ui/link.tsx';
import { OutcomeBar } from './outcome-bar.tsx';
import { StatusBadge } from './status-badge.tsx';
import type { ImportSummary, ImportTypeSummary } from './views.ts';
import { WaitingUpload } from './waiting-upload.tsx';

interface ImportTableProps {
  readonly imports: readonly ImportSummary[];
  readonly importTypes: readonly ImportTypeSummary[];
}

const CELL = 'px-4 py-3.5 align-middle max-sm:p-0';

/** A table; on phones, a list of its rows. */
export function ImportTable({ imports, importTypes }: ImportTableProps) {
  const { imports: texts } = useTexts();
  const titles = new Map(importTypes.map(({ name, title }) => [name, title]));
  return (
    <div className="overflow-hidden rounded-card border border-line bg-surface">
      <table className="w-full text-sm max-sm:block">
        <thead className="border-b border-line bg-sunken/50 text-left text-xs text-muted max-sm:sr-only">
          <tr>
            {[texts.file, texts.status, texts.records, texts.created].map((title) => (
              <th key={title} scope="col" className="px-4 py-2.5 font-medium">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line max-sm:block">
          {imports.map((one) => (
            <Row key={one.id} one={one} typeTitle={titles.get(one.importType) ?? one.importType} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ one, typeTitle }: { readonly one: ImportSummary; readonly typeTitle: string }) {
  const format = useFormat();
  const { outcomes } = useTexts();
  // A rejected file has no records that anything happened to.
  const records = (one.counts?.records ?? one.records) || undefined;
  return (
    <tr className="relative hover:bg-sunken/60 max-sm:grid max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:items-start max-sm:gap-x-3 max-sm:gap-y-2 max-sm:px-4 max-sm:py-4">
      <th scope="row" className={`${CELL} max-w-80 text-left font-normal`}>
        <Link
          to={{ name: 'import-detail', importId: one.id }}
          title={one.fileName}
          className="line-clamp-2 font-medium break-words text-ink after:absolute after:inset-0 hover:text-accent"
        >
          {one.fileName}
        </Link>
        <span className="block text-muted">{typeTitle}</span>
      </th>
      <td className={CELL}>
        <StatusBadge status={one.status} />
      </td>
      <td className={`${CELL} sm:w-56`}>
        {one.upload !== undefined && <WaitingUpload importId={one.id} />}
        {records !== undefined && <span className="tabular-nums">{outcomes.records(records)}</span>}
        {one.counts !== undefined && records !== undefined && (
          <OutcomeBar counts={one.counts} className="mt-1.5 h-1.5" />
        )}
      </td>
      <td className={`${CELL} text-muted max-sm:text-right sm:whitespace-nowrap`}>
        <time dateTime={one.createdAt} title={format.dateTime(one.createdAt)}>
          {format.ago(one.createdAt, Date.now())}
        </time>
      </td>
    </tr>
  );
}
