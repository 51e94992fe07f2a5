import type { ImportCounts } from '../api/views.ts';
import { useFormat, useTexts } from '../texts/use-texts.ts';
import { OUTCOMES, type Outcome, outcomeShares } from './outcome-shares.ts';

const FILLS: Readonly<Record<Outcome, string>> = {
  created: 'fill-created',
  updated: 'fill-updated',
  unchanged: 'fill-unchanged',
  failed: 'fill-failed',
};

const DOTS: Readonly<Record<Outcome, string>> = {
  created: 'bg-created',
  updated: 'bg-updated',
  unchanged: 'bg-unchanged',
  failed: 'bg-failed',
};

interface OutcomeBarProps {
  readonly counts: ImportCounts;
  readonly className?: string;
  /** Instead of the names of outcomes. */
  readonly labels?: Readonly<Record<Outcome, string>>;
}

/** All records in one bar, by their outcome. */
export function OutcomeBar({ counts, className = 'h-3', labels }: OutcomeBarProps) {
  const { outcomes: texts } = useTexts();
  const names = labels ?? texts;
  const format = useFormat();
  const label = OUTCOMES.map((outcome) => texts.share(names[outcome], format.number(counts[outcome])));
  return (
    <svg
      role="img"
      aria-label={label.join(', ')}
      className={`block w-full overflow-hidden rounded-full bg-sunken ${className}`}
      preserveAspectRatio="none"
    >
      {outcomeShares(counts).map(({ outcome, from, width }) => (
        <rect
          key={outcome}
          x={`${from}%`}
          y="0"
          width={`${width}%`}
          height="100%"
          className={`stroke-surface stroke-2 ${FILLS[outcome]}`}
        />
      ))}
    </svg>
  );
}

/** The bar with its numbers. */
export function OutcomeSummary({ counts, labels }: Omit<OutcomeBarProps, 'className'>) {
  const { outcomes } = useTexts();
  const names = labels ?? outcomes;
  const format = useFormat();
  return (
    <div className="flex flex-col gap-5">
      <OutcomeBar counts={counts} className="h-4" {...(labels && { labels })} />
      <dl className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-4">
        {OUTCOMES.map((outcome) => (
          <div key={outcome} className={counts[outcome] === 0 ? 'text-muted' : ''}>
            <dt className="flex items-center gap-2 text-sm text-muted">
              <span className={`size-2 rounded-full ${DOTS[outcome]}`} />
              {names[outcome]}
            </dt>
            <dd className="pt-0.5 text-2xl font-semibold tabular-nums">{format.number(counts[outcome])}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
