import { answer } from '../../../client/connect.ts';
import type { ImportView } from '../../../client/rollcall-client.ts';
import { useClient } from '../../api/use-client.ts';
import { useLoaded } from '../../api/use-polled.ts';
import { useFormat, useTexts } from '../../texts/use-texts.ts';
import { Badge } from '../../ui/badge.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Loading } from '../../ui/loading.tsx';
import { compareRecord, type OneRecord } from './compare-record.ts';
import { useOutcomeLabels } from './outcome-labels.ts';
import { RecordFields } from './record-fields.tsx';
import { IssueLine } from './record-glance.tsx';
import { OUTCOME_TONES } from './record-table.tsx';
import type { RecordView } from './use-records.ts';

interface RecordDialogProps {
  readonly view: ImportView;
  /** The dialog is open if there is one. */
  readonly record: RecordView | undefined;
  readonly onClose: () => void;
}

/** One record: as it was sent, what was stored before, and what is stored after it. */
export function RecordDialog({ view, record, onClose }: RecordDialogProps) {
  const { records: texts } = useTexts();
  const format = useFormat();
  return (
    <Dialog
      isOpen={record !== undefined}
      onClose={onClose}
      title={texts.number(format.number(record?.recordNumber ?? 0))}
      isWide
      isText
    >
      {record !== undefined && <Loaded view={view} place={record.place} />}
    </Dialog>
  );
}

function Loaded({ view, place }: { readonly view: ImportView; readonly place: number }) {
  const client = useClient();
  const path = { importId: view.id, place };
  const { data, error, refresh } = useLoaded(
    `record ${view.id} ${view.status} ${view.attempt} ${place}`,
    () => answer(client.http.GET('/v1/imports/{importId}/records/{place}', { params: { path } })),
  );
  if (error !== undefined) return <FailureNotice error={error} onRetry={refresh} />;
  return data === undefined ? <Loading /> : <Contents view={view} record={data} />;
}

function Contents({ view, record }: { readonly view: ImportView; readonly record: OneRecord }) {
  const { records: texts } = useTexts();
  const compared = compareRecord(record, view.choices?.map);
  return (
    <>
      <Facts view={view} record={record} />
      {compared.otherIssues.length > 0 && (
        <ul className="flex flex-col gap-1 text-sm">
          {compared.otherIssues.map((issue) => (
            <IssueLine key={issue.message} issue={issue} />
          ))}
        </ul>
      )}
      {compared.rows.length > 0 && <RecordFields compared={compared} status={view.status} />}
      {record.sent === undefined ? (
        <p className="text-sm text-muted">{texts.sentGone}</p>
      ) : (
        record.sent.values === undefined && (
          <pre
            // biome-ignore lint/a11y/noNoninteractiveTabindex: it can be scrolled by the keyboard.
            tabIndex={0}
            className="max-h-60 overflow-auto rounded-control bg-sunken p-3 font-mono text-xs whitespace-pre-wrap break-words"
          >
            {record.sent.text}
          </pre>
        )
      )}
      {compared.hasAfter && !compared.hasBefore && record.outcome !== 'created' && (
        <p className="text-sm text-muted">{texts.beforeUnknown}</p>
      )}
    </>
  );
}

function Facts({ view, record }: { readonly view: ImportView; readonly record: OneRecord }) {
  const { records: texts } = useTexts();
  const format = useFormat();
  const labels = useOutcomeLabels(view.status);
  const outcome = record.outcome ?? record.evaluation?.outcome;
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
      {record.line !== undefined && <span>{texts.line(format.number(record.line))}</span>}
      {outcome !== undefined && <Badge tone={OUTCOME_TONES[outcome]}>{labels[outcome]}</Badge>}
    </p>
  );
}
