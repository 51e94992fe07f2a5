import type { ImportView } from '../../client/rollcall-client.ts';
import { useFormat, useTexts } from '../texts/use-texts.ts';
import { Card } from '../ui/card.tsx';
import { Progress } from '../ui/progress.tsx';

interface ImportProgressProps {
  readonly view: Pick<ImportView, 'stage' | 'progress' | 'queuePosition'>;
}

/** What the import is doing now. */
export function ImportProgress({ view }: ImportProgressProps) {
  const { detail: texts } = useTexts();
  const format = useFormat();
  const { records, recordsDone, recordsPerSecond, secondsLeft } = view.progress;
  const facts = [
    view.queuePosition !== undefined && texts.queuePosition(view.queuePosition),
    recordsPerSecond !== undefined && texts.perSecond(format.number(Math.round(recordsPerSecond))),
    secondsLeft !== undefined && texts.timeLeft(format.duration(secondsLeft)),
  ].filter((fact) => fact !== false);
  return (
    <Card title={texts.progress}>
      <div className="flex min-h-32 flex-col justify-center sm:min-h-23">
        <Progress
          label={texts.stage[view.stage]}
          share={records > 0 ? recordsDone / records : null}
          value={records > 0 && texts.done(format.number(recordsDone), format.number(records))}
        />
        <p className="pt-3 text-sm text-muted">{facts.length > 0 ? facts.join(' · ') : texts.mayClose}</p>
      </div>
    </Card>
  );
}
