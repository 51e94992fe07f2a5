import { useId } from 'preact/compat';
import { useFormat, useTexts } from '../../texts/use-texts.ts';
import { Badge } from '../../ui/badge.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Link } from '../../ui/link.tsx';
import { StageStatus } from '../stage-status.tsx';
import type { OpenImport } from '../views.ts';
import { isStuck, whyOpen } from '../why-open.ts';
import type { Queue } from './queues.ts';

interface QueueTableProps {
  readonly queue: Queue;
  readonly now: number;
}

const CELL = 'px-5 py-3 align-top max-lg:p-0';

/**
 * The open imports of a tenant; a list of its rows where there is no room for columns. Each row is as high whatever its
 * import does.
 */
export function QueueTable({ queue, now }: QueueTableProps) {
  const { operator, imports } = useTexts();
  const { open: texts } = operator;
  const id = useId();
  // Columns do not move when the rows change.
  const titles = [
    [texts.place, 'w-[8%]'],
    [texts.import, 'w-[32%]'],
    [imports.status, 'w-[20%]'],
    [texts.why, 'w-[24%]'],
    [texts.unchanged, 'w-[16%]'],
  ] as const;
  return (
    <section aria-labelledby={id} className="overflow-hidden rounded-card border border-line bg-surface">
      <h2 id={id} className="px-5 pt-4 pb-3 text-base font-semibold break-words">
        {texts.queueOf(queue.tenant)}
      </h2>
      <table aria-labelledby={id} className="w-full table-fixed text-sm max-lg:block">
        <thead className="border-y border-line bg-sunken/50 text-left text-xs text-muted max-lg:sr-only">
          <tr>
            {titles.map(([title, width]) => (
              <th key={title} scope="col" className={`px-5 py-2.5 font-medium ${width}`}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line max-lg:block max-lg:border-t max-lg:border-line">
          {queue.rows.map(({ item, hasLeft }) => (
            <Row key={item.id} one={item} hasLeft={hasLeft} now={now} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface RowProps {
  readonly one: OpenImport;
  readonly hasLeft: boolean;
  readonly now: number;
}

function Row({ one, hasLeft, now }: RowProps) {
  const { operator } = useTexts();
  const format = useFormat();
  return (
    <tr className="relative hover:bg-sunken/60 max-lg:grid max-lg:grid-cols-[minmax(0,1fr)_auto] max-lg:gap-x-3 max-lg:gap-y-1 max-lg:px-5 max-lg:py-4">
      <td className={`${CELL} text-muted tabular-nums max-lg:hidden`}>{!hasLeft && one.queuePosition}</td>
      <th scope="row" className={`${CELL} text-left font-normal max-lg:col-span-2`}>
        <Link
          to={{ name: 'operator', section: 'imports', item: one.id }}
          className="font-medium text-ink after:absolute after:inset-0 hover:text-accent"
        >
          {one.importType}
        </Link>
        <span className="block truncate font-mono text-xs text-muted">{one.id}</span>
      </th>
      <td className={`${CELL} max-lg:absolute max-lg:top-4 max-lg:right-5`}>
        {hasLeft ? <Badge>{operator.open.hasEnded}</Badge> : <StageStatus status={one.status} />}
      </td>
      <td className={`${CELL} h-10 lg:h-16`}>{!hasLeft && <Why one={one} now={now} />}</td>
      <td className={`${CELL} text-muted max-lg:text-right sm:whitespace-nowrap`}>
        <time dateTime={one.updatedAt} title={format.dateTime(one.updatedAt)}>
          {format.ago(one.updatedAt, now)}
        </time>
      </td>
    </tr>
  );
}

/** Two lines at most. */
function Why({ one, now }: { readonly one: OpenImport; readonly now: number }) {
  const { operator, detail } = useTexts();
  const why = whyOpen(one);
  const stuck = isStuck(one, now);
  // The status says the same.
  const isKnown = why.kind === 'upload' || why.kind === 'confirmation';
  return (
    <>
      {!isKnown && (
        <span className={`flex items-center gap-1.5 ${stuck ? 'font-medium text-failed' : ''}`}>
          {stuck && <Icon name="warning" className="size-4" />}
          <span className="truncate">{operator.whyShort[why.kind]}</span>
        </span>
      )}
      {why.kind === 'failing' ? (
        <span lang="en" title={why.failure.error} className="block truncate font-mono text-xs text-failed">
          {why.failure.error}
        </span>
      ) : (
        <>
          {one.turnOf === one.id && <span className="block text-muted">{operator.open.hasTurn}</span>}
          {one.turnOf !== one.id && one.queuePosition !== undefined && (
            <span className="block text-muted lg:hidden">{detail.queuePosition(one.queuePosition)}</span>
          )}
        </>
      )}
    </>
  );
}
