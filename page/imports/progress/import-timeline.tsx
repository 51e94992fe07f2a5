import type { ImportView } from '../../../client/rollcall-client.ts';
import { useFormat, useTexts } from '../../texts/use-texts.ts';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icon.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { purposeOf } from '../../upload/uploads.ts';
import { type TimelineItem, timelineOf } from './timeline.ts';

/** What the import has done, does now, and will do. */
export function ImportTimeline({
  view,
  isPaused,
}: {
  readonly view: ImportView;
  readonly isPaused: boolean;
}) {
  const { watch: texts } = useTexts();
  return (
    <ol aria-label={texts.course} className="flex flex-col">
      {timelineOf(view, view.choices?.options.purpose ?? purposeOf(view.id)).map((item) => (
        <Step key={item.step} item={item} isPaused={isPaused} />
      ))}
    </ol>
  );
}

interface StepProps {
  readonly item: TimelineItem;
  readonly isPaused: boolean;
}

function Step({ item: { step, state, seconds }, isPaused }: StepProps) {
  const { watch: texts } = useTexts();
  const format = useFormat();
  return (
    <li
      aria-current={state === 'current' ? 'step' : undefined}
      className="flex min-h-9 items-center gap-3 text-sm"
    >
      <Mark state={state} isPaused={isPaused} />
      <span
        className={classes(
          'min-w-0 flex-1',
          state === 'current' && 'font-medium',
          state === 'ahead' && 'text-muted',
        )}
      >
        {texts.step[step]}
        <span className="sr-only">: {texts.state[state]}</span>
      </span>
      {seconds !== undefined && (
        <span className="text-muted tabular-nums">
          {seconds < 1 ? texts.shortTime : format.duration(seconds)}
        </span>
      )}
    </li>
  );
}

function Mark({ state, isPaused }: Pick<TimelineItem, 'state'> & Pick<StepProps, 'isPaused'>) {
  if (state === 'current' && !isPaused) return <Spinner className="size-5 text-accent" />;
  return (
    <span
      className={classes(
        'flex size-5 shrink-0 items-center justify-center rounded-full',
        state === 'done' && 'bg-accent/15 text-accent',
        state === 'current' && 'border-2 border-accent',
        state === 'ahead' && 'border border-outline/60',
      )}
    >
      {state === 'done' && <Icon name="check" className="size-3" />}
    </span>
  );
}
