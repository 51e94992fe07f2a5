import type { ReactNode } from 'preact/compat';
import type { ImportSummary } from '../../api/views.ts';
import { HasLeft } from '../../lists/has-left.tsx';
import type { HeldRow } from '../../lists/held-list.ts';
import { useFormat, useTexts } from '../../texts/use-texts.ts';
import { OutcomeBar } from '../outcome-bar.tsx';

/** What imports of a tenant and of the stage have in common. */
type Listed = Pick<ImportSummary, 'id' | 'createdAt' | 'counts'> & { readonly records?: number | undefined };

interface ImportRowsProps<T> {
  readonly rows: readonly HeldRow<T>[];
  /** Of the column that names an import. */
  readonly title: string;
  /** Names the import, and links to it. */
  readonly name: (one: T) => ReactNode;
  readonly status: (one: T) => ReactNode;
  /** While its file is awaited, instead of its records. */
  readonly upload?: (one: T) => ReactNode;
}

const CELL = 'px-4 py-3.5 align-middle max-md:p-0';

/**
 * Imports as a table; a list of its rows where there is no room for columns. Columns and rows keep their sizes whatever
 * happens to an import, so that no row moves.
 */
export function ImportRows<T extends Listed>({ rows, title, ...cells }: ImportRowsProps<T>) {
  const { imports: texts } = useTexts();
  const titles = [
    [title, ''],
    [texts.status, 'w-52'],
    [texts.records, 'w-44'],
    [texts.created, 'w-36'],
  ] as const;
  return (
    <div className="overflow-hidden rounded-card border border-line bg-surface">
      <table className="w-full table-fixed text-sm max-md:block">
        <thead className="border-b border-line bg-sunken/50 text-left text-xs text-muted max-md:sr-only">
          <tr>
            {titles.map(([text, width]) => (
              <th key={text} scope="col" className={`px-4 py-2.5 font-medium ${width}`}>
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line max-md:block">
          {rows.map(({ item, hasLeft }) => (
            <Row key={item.id} one={item} hasLeft={hasLeft} {...cells} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps<T> extends Omit<ImportRowsProps<T>, 'rows' | 'title'> {
  readonly one: T;
  readonly hasLeft: boolean;
}

function Row<T extends Listed>({ one, hasLeft, name, status, upload }: RowProps<T>) {
  const format = useFormat();
  return (
    <tr className="relative hover:bg-sunken/60 max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:items-start max-md:gap-x-3 max-md:gap-y-2 max-md:px-4 max-md:py-4">
      <th scope="row" className={`${CELL} text-left font-normal`}>
        {name(one)}
      </th>
      <td className={CELL}>{hasLeft ? <HasLeft /> : status(one)}</td>
      <td className={`${CELL} max-md:min-h-10 max-md:max-w-56`}>
        {(!hasLeft && upload?.(one)) || <Records one={one} />}
      </td>
      <td className={`${CELL} text-muted max-md:text-right sm:whitespace-nowrap`}>
        <time dateTime={one.createdAt} title={format.dateTime(one.createdAt)}>
          {format.ago(one.createdAt, Date.now())}
        </time>
      </td>
    </tr>
  );
}

function Records({ one: { counts, records } }: { readonly one: Listed }) {
  const { outcomes } = useTexts();
  // A rejected file has no records that anything happened to.
  const known = counts?.records || records;
  if (!known) return null;
  return (
    <>
      <span className="tabular-nums">{outcomes.records(known)}</span>
      {counts !== undefined && <OutcomeBar counts={counts} className="mt-1.5 h-1.5" />}
    </>
  );
}
