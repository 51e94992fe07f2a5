import { useRef, useState } from 'preact/compat';
import type { ImportView } from '../../../client/rollcall-client.ts';
import type { ImportCounts } from '../../api/views.ts';
import { namesField } from '../../texts/names-field.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ServiceMessage } from '../../ui/service-message.tsx';
import { ImportFiles } from '../import-files.tsx';
import { IssueGroups } from '../issue-groups.tsx';
import { OutcomeSummary } from '../outcome-bar.tsx';
import { isPreview, useOutcomeLabels } from '../records/outcome-labels.ts';
import { filterOf, type IssueGroup, type RecordFilter } from '../records/record-filter.ts';
import { RecordList } from '../records/record-list.tsx';
import { ResumeImport } from '../resume-import.tsx';
import { ReviewPanel } from '../review/review-panel.tsx';
import { LeftOutNotice } from './left-out-notice.tsx';
import { OutcomeHeadline } from './outcome-headline.tsx';

interface ImportOutcomeProps {
  readonly view: ImportView;
  readonly refresh: () => void;
}

/** An import that does not go on by itself: what became of it, or what would become of it. The records are last, because they grow. */
export function ImportOutcome({ view, refresh }: ImportOutcomeProps) {
  const { detail, records: texts, issues } = useTexts();
  const [filter, setFilter] = useState<RecordFilter>({});
  const list = useRef<HTMLDivElement>(null);
  const show = (next: RecordFilter) => {
    setFilter(next);
    list.current?.scrollIntoView();
    list.current?.focus({ preventScroll: true });
  };
  const hasRecords = (view.counts?.records ?? 0) > 0;
  const groups = view.issues?.groups ?? [];
  return (
    <>
      <OutcomeHeadline view={view} />
      <LeftOutNotice importId={view.id} />
      <ResumeImport view={view} onResumed={refresh} />
      {view.status === 'AWAITING_CONFIRMATION' ? (
        <ReviewPanel view={view} refresh={refresh} />
      ) : (
        hasRecords && <Result view={view} />
      )}
      {view.issues !== undefined && groups.length > 0 && (
        <Card title={issues.title}>
          <IssueGroups
            issues={view.issues}
            action={(group) => hasRecords && <ShowRecords group={group} onShow={show} />}
          />
        </Card>
      )}
      {view.files.length > 0 && (
        <Card title={detail.files}>
          <ImportFiles view={view} />
        </Card>
      )}
      {hasRecords && (
        <div ref={list} tabIndex={-1} className="scroll-mt-4">
          <Card title={texts.title}>
            <RecordList view={view} filter={filter} onFilter={setFilter} />
          </Card>
        </div>
      )}
    </>
  );
}

interface ShowRecordsProps {
  readonly group: IssueGroup;
  readonly onShow: (filter: RecordFilter) => void;
}

function ShowRecords({ group, onShow }: ShowRecordsProps) {
  const { issues: texts } = useTexts();
  const filter = filterOf(group);
  if (filter === undefined) return null;
  return (
    <Button look="quiet" className="-my-2 max-sm:ml-10 sm:-mr-4" onClick={() => onShow(filter)}>
      <span>
        {texts.showRecords}
        <span className="sr-only">
          {!namesField(group.kind, group.field) && group.field} <ServiceMessage>{group.kind}</ServiceMessage>
        </span>
      </span>
    </Button>
  );
}

function Result({ view }: { readonly view: ImportView }) {
  const { detail, review } = useTexts();
  const labels = useOutcomeLabels(view.status);
  if (view.counts === undefined) return null;
  return (
    <Card
      title={isPreview(view.status) ? review.title : detail.result}
      aside={<Totals counts={view.counts} />}
    >
      <OutcomeSummary counts={view.counts} labels={labels} />
    </Card>
  );
}

function Totals({ counts }: { readonly counts: ImportCounts }) {
  const { outcomes } = useTexts();
  return (
    <span className="text-sm text-muted">
      {outcomes.records(counts.records)}
      {counts.warnings > 0 && ` · ${outcomes.warnings(counts.warnings)}`}
    </span>
  );
}
