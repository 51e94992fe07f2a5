import type { ImportStatus } from '../../api/views.ts';
import { useTexts } from '../../texts/use-texts.ts';
import type { ComparedRecord, FieldRow } from './compare-record.ts';
import { isPreview } from './outcome-labels.ts';
import { IssueLine } from './record-glance.tsx';

interface RecordFieldsProps {
  readonly compared: ComparedRecord;
  readonly status: ImportStatus;
}

/** On phones, a row is a list. */
const CELL = 'px-3 py-2 align-top break-words max-sm:block max-sm:py-0.5';

/** The fields of a record side by side: as sent, before, after. */
export function RecordFields({ compared, status }: RecordFieldsProps) {
  const { records: texts } = useTexts();
  const { rows, hasBefore, hasAfter } = compared;
  const titles = [
    texts.field,
    texts.sent,
    hasBefore && texts.before,
    hasAfter && (isPreview(status) ? texts.wouldBe : texts.after),
  ].filter((title) => title !== false);
  return (
    <div className="rounded-control border border-line">
      <table className="w-full table-fixed text-sm max-sm:block">
        <thead className="bg-sunken/50 text-left text-xs text-muted max-sm:sr-only">
          <tr>
            {titles.map((title) => (
              <th key={title} scope="col" className="px-3 py-2 font-medium">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line max-sm:block">
          {rows.map((row) => (
            <Row key={row.name} row={row} compared={compared} isPreviewed={isPreview(status)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  readonly row: FieldRow;
  readonly compared: ComparedRecord;
  readonly isPreviewed: boolean;
}

function Row({ row, compared: { hasBefore, hasAfter }, isPreviewed }: RowProps) {
  const { records: texts } = useTexts();
  const isChanged = hasBefore && row.before !== row.after;
  return (
    <tr className={`max-sm:block max-sm:py-2 ${isChanged ? 'bg-updated/5' : ''}`}>
      <th scope="row" className={`${CELL} text-left font-medium`}>
        {row.name}
      </th>
      <td className={CELL}>
        <Label text={texts.sent} />
        <Value text={row.sent} />
        {row.issues.length > 0 && (
          <ul className="pt-1">
            {row.issues.map((issue) => (
              <IssueLine key={issue.message} issue={issue} />
            ))}
          </ul>
        )}
      </td>
      {hasBefore && (
        <td className={CELL}>
          <Label text={texts.before} />
          <span className={isChanged ? 'text-muted line-through decoration-1' : ''}>
            <Value text={row.before} />
          </span>
        </td>
      )}
      {hasAfter && (
        <td className={`${CELL} ${isChanged ? 'font-medium' : ''}`}>
          <Label text={isPreviewed ? texts.wouldBe : texts.after} />
          <Value text={row.after} />
        </td>
      )}
    </tr>
  );
}

/** On phones, where the header of the column is not seen. */
function Label({ text }: { readonly text: string }) {
  return (
    <span aria-hidden="true" className="font-normal text-muted sm:hidden">
      {text}:{' '}
    </span>
  );
}

function Value({ text }: { readonly text: string | undefined }) {
  const { records: texts } = useTexts();
  if (text !== undefined) return <>{text}</>;
  return (
    <span className="text-muted">
      <span aria-hidden="true">–</span>
      <span className="sr-only">{texts.noValue}</span>
    </span>
  );
}
