import { useId } from 'react';
import { useFormat, useTexts } from '../texts/use-texts.ts';
import { Icon } from '../ui/icon.tsx';
import { Link } from '../ui/link.tsx';
import type { Queue } from './queues.ts';
import { StageStatus } from './stage-status.tsx';
import type { OpenImport } from './views.ts';
import { isStuck, whyOpen } from './why-open.ts';

interface QueueTableProps {
  readonly queue: Queue;
  readonly now: number;
}

const CELL = 'px-5 py-3 align-top max-sm:p-0';

/** The open imports of a tenant; on phones, a list of its rows. */
export function QueueTable({ queue, now }: QueueTableProps) {
  const { operator, imports } = useTexts();
  const { open: texts } = operator;
  const id = useId();
  // Fixed where there is room, so that columns do not move when the rows change.
  const titles = [
    [texts.place, 'lg:w-[8%]'],
    [texts.import, 'lg:w-[32%]'],
    [imports.status, 'lg:w-[20%]'],
    [texts.why, 'lg:w-[24%]'],
    [texts.unchanged, 'lg:w-[16%]'],
  ] as const;
  return (
    <section aria-labelledby={id} className="overflow-hidden rounded-card border border-line bg-surface">
      <h2 id={id} className="px-5 pt-4 pb-3 text-base font-semibold break-words">
        {texts.queueOf(queue.tenant)}
      </h2>
      <table aria-labelledby={id} className="w-full text-sm max-sm:block lg:table-fixed">
        <thead className="border-y border-line bg-sunken/50 text-left text-xs text-muted max-sm:sr-only">
          <tr>
            {titles.map(([title, width]) => (
              <th key={title} scope="col" className={`px-5 py-2.5 font-medium ${width}`}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line max-sm:block max-sm:border-t max-sm:border-line">
          {queue.imports.map((one) => (
            <Row key={one.id} one={one} now={now} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ one, now }: { readonly one: OpenImport; readonly now: number }) {
  const { operator, detail } = useTexts();
  const format = useFormat();
  const hasTurn = one.turnOf === one.id;
  return (
    <tr className="relative hover:bg-sunken/60 max-sm:grid max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:gap-x-3 max-sm:gap-y-1 max-sm:px-5 max-sm:py-4">
      <td className={`${CELL} w-20 text-muted tabular-nums max-sm:hidden`}>{one.queuePosition}</td>
      <th scope="row" className={`${CELL} text-left font-normal`}>
        <Link
          to={{ name: 'operator', section: 'imports', item: one.id }}
          className="font-medium text-ink after:absolute after:inset-0 hover:text-accent"
        >
          {one.importType}
        </Link>
        {one.queuePosition !== undefined && (
          <span className="block sm:hidden">{detail.queuePosition(one.queuePosition)}</span>
        )}
        <span className="block font-mono text-xs break-all text-muted">{one.id}</span>
      </th>
      <td className={CELL}>
        <StageStatus status={one.status} />
      </td>
      <td className={`${CELL} max-sm:col-start-1`}>
        <Why one={one} now={now} />
        {hasTurn && <span className="block text-muted">{operator.open.hasTurn}</span>}
      </td>
      <td className={`${CELL} text-muted max-sm:text-right sm:whitespace-nowrap`}>
        <time dateTime={one.updatedAt} title={format.dateTime(one.updatedAt)}>
          {format.ago(one.updatedAt, now)}
        </time>
      </td>
    </tr>
  );
}

function Why({ one, now }: { readonly one: OpenImport; readonly now: number }) {
  const { operator } = useTexts();
  const why = whyOpen(one);
  // The status says the same.
  if (why.kind === 'upload' || why.kind === 'confirmation') return null;
  const text = operator.whyShort[why.kind];
  if (!isStuck(one, now)) return text;
  return (
    <span className="flex items-start gap-1.5 font-medium text-failed">
      <Icon name="warning" className="mt-0.5 size-4" />
      <span className="min-w-0 break-words">
        {text}
        {why.kind === 'failing' && (
          <span lang="en" className="block font-mono text-xs font-normal">
            {why.failure.error}
          </span>
        )}
      </span>
    </span>
  );
}
