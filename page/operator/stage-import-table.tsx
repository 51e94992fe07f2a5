import { OutcomeBar } from '../imports/outcome-bar.tsx';
import { useFormat, useTexts } from '../texts/use-texts.ts';
import { Link } from '../ui/link.tsx';
import { StageStatus } from './stage-status.tsx';
import type { StageImport } from './views.ts';

const CELL = 'px-4 py-3 align-middle max-sm:p-0';

/** A table; on phones, a list of its rows. */
export function StageImportTable({ imports }: { readonly imports: readonly StageImport[] }) {
  const { operator, imports: texts } = useTexts();
  return (
    <div className="overflow-hidden rounded-card border border-line bg-surface">
      <table className="w-full text-sm max-sm:block">
        <thead className="border-b border-line bg-sunken/50 text-left text-xs text-muted max-sm:sr-only">
          <tr>
            {[operator.tenant, texts.status, texts.records, texts.created].map((title) => (
              <th key={title} scope="col" className="px-4 py-2.5 font-medium">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line max-sm:block">
          {imports.map((one) => (
            <Row key={one.id} one={one} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ one }: { readonly one: StageImport }) {
  const format = useFormat();
  const { outcomes, detail } = useTexts();
  const records = one.counts?.records || undefined;
  return (
    <tr className="relative hover:bg-sunken/60 max-sm:grid max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:items-start max-sm:gap-x-3 max-sm:gap-y-2 max-sm:px-4 max-sm:py-4">
      <th scope="row" className={`${CELL} max-w-80 text-left font-normal`}>
        <Link
          to={{ name: 'operator', section: 'imports', item: one.id }}
          className="font-medium break-words text-ink after:absolute after:inset-0 hover:text-accent"
        >
          {one.tenant}
        </Link>
        <span className="block text-muted">
          {one.importType}
          {one.attempt > 1 && ` · ${detail.attempt(one.attempt)}`}
        </span>
      </th>
      <td className={CELL}>
        <StageStatus status={one.status} />
      </td>
      <td className={`${CELL} sm:w-56`}>
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
