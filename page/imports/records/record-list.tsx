import { useState } from 'preact/compat';
import { ApiProblem } from '../../../client/errors.ts';
import type { ImportView } from '../../../client/rollcall-client.ts';
import { useFormat, useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Loading } from '../../ui/loading.tsx';
import { RecordDialog } from './record-dialog.tsx';
import { isFiltered, type RecordFilter } from './record-filter.ts';
import { RecordFilters } from './record-filters.tsx';
import { RecordTable } from './record-table.tsx';
import { type RecordView, useRecords } from './use-records.ts';

interface RecordListProps {
  readonly view: ImportView;
  readonly filter: RecordFilter;
  readonly onFilter: (filter: RecordFilter) => void;
}

/** The records page by page. One of them can be opened. */
export function RecordList({ view, filter, onFilter }: RecordListProps) {
  const { records: texts } = useTexts();
  const { data, previous, error, refresh, page, forward, backward } = useRecords(view, filter);
  const [opened, setOpened] = useState<RecordView>();
  const shown = data ?? previous;
  if (error instanceof ApiProblem && error.body.code === 'RecordsExpired')
    return <p className="text-sm text-muted">{texts.expired}</p>;
  return (
    <div className="flex flex-col gap-4">
      <RecordFilters view={view} filter={filter} onFilter={onFilter} />
      {error !== undefined && <FailureNotice error={error} onRetry={refresh} />}
      {shown === undefined && error === undefined && <Loading />}
      {shown !== undefined && shown.items.length > 0 && (
        <RecordTable view={view} records={shown.items} onOpen={setOpened} />
      )}
      {data !== undefined && data.items.length === 0 && (
        <div role="status" className="flex flex-col items-center gap-3 py-10 text-center text-sm text-muted">
          {texts.none}
          {isFiltered(filter) && <Button onClick={() => onFilter({})}>{texts.clearFilters}</Button>}
        </div>
      )}
      {(page > 1 || forward !== undefined) && <Pages {...{ page, forward, backward }} />}
      <RecordDialog view={view} record={opened} onClose={() => setOpened(undefined)} />
    </div>
  );
}

interface PagesProps {
  readonly page: number;
  readonly forward: (() => void) | undefined;
  readonly backward: (() => void) | undefined;
}

function Pages({ page, forward, backward }: PagesProps) {
  const { records: texts } = useTexts();
  const format = useFormat();
  return (
    <nav aria-label={texts.pages} className="flex items-center justify-between gap-3">
      <Button icon="chevronLeft" disabled={backward === undefined} onClick={backward}>
        {texts.previous}
      </Button>
      <span role="status" className="text-sm text-muted">
        {texts.page(format.number(page))}
      </span>
      <Button disabled={forward === undefined} onClick={forward}>
        {texts.next}
      </Button>
    </nav>
  );
}
