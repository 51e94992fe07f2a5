import type { ReactNode } from 'preact/compat';
import type { ImportView } from '../../../client/rollcall-client.ts';
import { useFormat, useTexts } from '../../texts/use-texts.ts';
import { Card } from '../../ui/card.tsx';
import { CancelImport } from '../cancel-import.tsx';
import { ImportTimeline } from './import-timeline.tsx';
import { LeaveHint } from './leave-hint.tsx';
import { importBar, type ProgressBar } from './progress-bar.ts';
import { BarWithFacts } from './progress-summary.tsx';
import { RunningCounts, RunningIssues } from './running-issues.tsx';

/** What the import is doing now. Its height stays the same, so that what is below does not move. */
export function ImportProgress({ view }: { readonly view: ImportView }) {
  const texts = useTexts();
  const format = useFormat();
  return (
    <>
      <ProgressCard
        view={view}
        bar={importBar(view, { texts, format })}
        actions={view.stage !== 'cancelling' && <CancelImport importId={view.id} />}
        hint={<LeaveHint view={view} />}
      >
        <RunningCounts progress={view.progress} />
      </ProgressCard>
      <RunningIssues issues={view.issues} />
    </>
  );
}

export interface ProgressCardProps {
  readonly view: ImportView;
  readonly bar: ProgressBar;
  readonly actions: ReactNode;
  readonly hint: ReactNode;
  readonly isPaused?: boolean;
  readonly children?: ReactNode;
}

/** A bar with its numbers, the steps, and what the person can do. */
export function ProgressCard({ view, bar, actions, hint, isPaused = false, children }: ProgressCardProps) {
  const { detail: texts } = useTexts();
  return (
    <Card title={texts.progress} aside={<div className="flex min-h-10 flex-wrap gap-3">{actions}</div>}>
      <div className="grid gap-x-12 gap-y-6 md:grid-cols-[1fr_18rem]">
        <BarWithFacts bar={bar}>{children}</BarWithFacts>
        <ImportTimeline view={view} isPaused={isPaused} />
      </div>
      <div className="mt-5 border-t border-line pt-4 text-sm text-muted">{hint}</div>
    </Card>
  );
}
