import type { ReactNode } from 'preact/compat';
import type { ImportView } from '../../../client/rollcall-client.ts';
import { useFormat, useTexts } from '../../texts/use-texts.ts';
import { Card } from '../../ui/card.tsx';
import { Progress } from '../../ui/progress.tsx';
import { importBar, type ProgressBar } from './progress-bar.ts';

export interface BarWithFactsProps {
  readonly bar: ProgressBar;
  readonly children?: ReactNode;
}

/** A bar with its numbers. Its height stays the same, so that what is below does not move. */
export function BarWithFacts({ bar, children }: BarWithFactsProps) {
  return (
    <div className="flex flex-col gap-3">
      <Progress label={bar.label} share={bar.share} value={bar.value} />
      <div className="flex min-h-15 flex-col gap-1 text-sm sm:min-h-11">
        {bar.facts.length > 0 && <p className="text-muted tabular-nums">{bar.facts.join(' · ')}</p>}
        {children}
      </div>
    </div>
  );
}

interface ProgressSummaryProps {
  readonly view: Pick<ImportView, 'stage' | 'progress' | 'queuePosition'>;
}

/** What an import is doing now, without the choices of its sender. */
export function ProgressSummary({ view }: ProgressSummaryProps) {
  const texts = useTexts();
  const format = useFormat();
  return (
    <Card title={texts.detail.progress}>
      <BarWithFacts bar={importBar(view, { texts, format })} />
    </Card>
  );
}
