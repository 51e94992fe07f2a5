import { useEffect, useState } from 'preact/compat';
import type { CheckSummary } from '../../check/protocol.ts';
import { useFormat, useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Progress } from '../../ui/progress.tsx';
import { RejectionReason } from '../../ui/rejection-reason.tsx';
import { saveFile } from '../../ui/save-as.ts';
import { fileCheck } from '../open-check.ts';
import { StepFrame } from '../step-frame.tsx';
import type { StepProps } from '../step-props.ts';
import { useOpenCheck } from '../use-open-check.ts';
import { CheckGrid } from './check-grid.tsx';
import { CheckTotals } from './check-totals.tsx';
import { CleanNotice } from './clean-notice.tsx';
import { comparisonNote } from './comparison-note.ts';
import { FileIssues } from './file-issues.tsx';
import { allRecords, goodRecords } from './finish-check.ts';

/** Checks the whole file, and shows what is wrong with it, so that it can be corrected here. */
export default function CheckStep(props: StepProps) {
  const { draft, session, change, back } = props;
  const { check: texts } = useTexts();
  // What was made for the upload is without later corrections: the browser's forward button must not send it.
  useEffect(() => change({ checked: undefined }), [change]);
  const { phase, inspected, columns, summary, error, retry } = useOpenCheck(draft, session.tenant, true);
  const rejection = inspected?.rejection ?? summary?.rejection;
  const isChecked = phase === 'checked' && summary?.state === 'checked' && columns !== undefined;
  return (
    <StepFrame
      title={texts.title}
      subtitle={draft.file?.name}
      back={back}
      action={isChecked && <Finish {...props} summary={summary} />}
    >
      {error !== undefined ? (
        <FailureNotice title={texts.failed} error={error} onRetry={retry} />
      ) : rejection !== undefined ? (
        <Notice tone="danger" isLive title={texts.rejected}>
          <RejectionReason {...rejection} />
        </Notice>
      ) : isChecked ? (
        <Checked summary={summary} columns={columns} />
      ) : (
        <Checking summary={phase === 'checking' ? summary : undefined} />
      )}
    </StepFrame>
  );
}

function Checking({ summary }: { readonly summary: CheckSummary | undefined }) {
  const { check: texts } = useTexts();
  const format = useFormat();
  return (
    // So high that the buttons below do not move far when the rows appear.
    <div className="flex min-h-dvh flex-col gap-6">
      <Card>
        <Progress
          label={summary === undefined ? texts.reading : texts.checking}
          share={summary?.progress ?? null}
          value={summary && `${texts.soFar(summary.records)} · ${format.percent(summary.progress)}`}
        />
      </Card>
      {summary && <CheckTotals summary={summary} />}
    </div>
  );
}

type CheckedProps = Parameters<typeof CheckGrid>[0];

function Checked({ summary, columns }: CheckedProps) {
  const { check: texts } = useTexts();
  const format = useFormat();
  const { ofFile, groups, records, bad } = summary;
  // Later changes are said by the grid, and the number of errors is another one then.
  const isUnchanged = !(summary.edits.canUndo || summary.edits.canRedo);
  const [isClean] = useState(groups.length === 0);
  return (
    <>
      <p role="status" className="sr-only">
        {isUnchanged && texts.checked(records, bad)}
      </p>
      <CheckTotals summary={summary} />
      <p className="text-sm text-muted">{comparisonNote(summary, texts, format)}</p>
      {isClean && <CleanNotice summary={summary} columns={columns} />}
      {ofFile.length > 0 && (
        <Notice tone="warning" title={texts.ofFile}>
          <FileIssues messages={ofFile.map(({ message }) => message)} />
        </Notice>
      )}
      <CheckGrid summary={summary} columns={columns} />
    </>
  );
}

interface FinishProps extends StepProps {
  readonly summary: CheckSummary;
}

/** To the next step, with all records or with the good ones. */
function Finish({ draft: { file }, change, next, summary: { records, bad } }: FinishProps) {
  const { check: texts, app } = useTexts();
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const good = records - bad;
  const finish = async () => {
    if (file === undefined) return;
    setIsBusy(true);
    setError(undefined);
    try {
      const now = await fileCheck.settled();
      // The last change was for the worse: the person decides again.
      if (now === undefined || now.bad > bad || now.bad === now.records) return setIsBusy(false);
      if (now.bad === 0) change({ checked: await allRecords(file) });
      else {
        const checked = await goodRecords(texts.laterName);
        saveFile(checked.leftOut.file, checked.leftOut.file.name);
        change({ checked });
      }
      next();
    } catch (failure) {
      setError(failure);
      setIsBusy(false);
    }
  };
  return (
    <div className="flex max-w-xl flex-col items-end gap-3">
      {error !== undefined && <FailureNotice error={error} />}
      {good < records || good === 0 ? (
        <p className="text-sm text-muted">{good === 0 ? texts.noGood : texts.keepBad(bad)}</p>
      ) : null}
      <Button look="primary" isBusy={isBusy} disabled={good === 0} onClick={finish}>
        {bad === 0 ? texts.continueAll(records) : good === 0 ? app.continue : texts.continueGood(good)}
      </Button>
    </div>
  );
}
