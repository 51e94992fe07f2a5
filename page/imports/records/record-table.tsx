import type { ImportView } from '../../../client/rollcall-client.ts';
import { useFormat, useTexts } from '../../texts/use-texts.ts';
import { Badge } from '../../ui/badge.tsx';
import type { Tone } from '../../ui/notice.tsx';
import type { Outcome } from '../outcome-shares.ts';
import { useOutcomeLabels } from './outcome-labels.ts';
import { RecordGlance } from './record-glance.tsx';
import type { RecordView } from './use-records.ts';

export const OUTCOME_TONES: Readonly<Record<Outcome, Tone>> = {
  created: 'success',
  updated: 'info',
  unchanged: 'neutral',
  failed: 'danger',
};

const CELL = 'px-4 py-3 align-top max-sm:p-0';

interface RecordTableProps {
  readonly view: ImportView;
  readonly records: readonly RecordView[];
  readonly onOpen: (record: RecordView) => void;
}

/** A table; on phones, a list of its rows. */
export function RecordTable({ view, records, onOpen }: RecordTableProps) {
  const { records: texts } = useTexts();
  return (
    <div className="overflow-hidden rounded-card border border-line">
      <table className="w-full table-fixed text-sm max-sm:block">
        <thead className="border-b border-line bg-sunken/50 text-left text-xs text-muted max-sm:sr-only">
          <tr>
            <th scope="col" className="w-24 px-4 py-2.5 font-medium">
              {texts.record}
            </th>
            <th scope="col" className="w-1/4 px-4 py-2.5 font-medium">
              {texts.user}
            </th>
            <th scope="col" className="w-40 px-4 py-2.5 font-medium">
              {texts.outcome}
            </th>
            <th scope="col" className="px-4 py-2.5 font-medium">
              {texts.details}
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line max-sm:block">
          {records.map((record) => (
            <Row key={record.place} view={view} record={record} onOpen={onOpen} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  readonly view: ImportView;
  readonly record: RecordView;
  readonly onOpen: (record: RecordView) => void;
}

function Row({ view, record, onOpen }: RowProps) {
  const { records: texts } = useTexts();
  const format = useFormat();
  const labels = useOutcomeLabels(view.status);
  const number = format.number(record.recordNumber);
  const key = Object.values(record.key).map(String).join(' · ');
  return (
    <tr className="relative hover:bg-sunken/60 max-sm:grid max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:gap-x-3 max-sm:gap-y-1.5 max-sm:px-4 max-sm:py-3.5">
      <th scope="row" className={`${CELL} text-left font-normal`}>
        <button
          type="button"
          aria-label={texts.open(number)}
          onClick={() => onOpen(record)}
          className="font-medium tabular-nums after:absolute after:inset-0 hover:text-accent"
        >
          <span className="sm:hidden">{texts.record} </span>
          {number}
        </button>
      </th>
      <td className={`${CELL} break-words max-sm:order-1 max-sm:col-span-2`}>
        {key === '' ? <span className="text-muted">{texts.noUser}</span> : key}
      </td>
      <td className={CELL}>
        <Badge tone={OUTCOME_TONES[record.outcome]}>{labels[record.outcome]}</Badge>
      </td>
      <td className={`${CELL} max-sm:order-2 max-sm:col-span-2 max-sm:empty:hidden`}>
        <RecordGlance record={record} />
      </td>
    </tr>
  );
}
