import { useFormat, useTexts } from '../../texts/use-texts.ts';
import type { OpenImport } from '../views.ts';
import { countStates, OPEN_STATES } from './queues.ts';

interface OpenStatesProps {
  readonly imports: readonly OpenImport[];
  readonly now: number;
}

/** How many imports need attention, go on and wait. It is as high with any numbers, so that the list below does not move. */
export function OpenStates({ imports, now }: OpenStatesProps) {
  const { operator } = useTexts();
  const format = useFormat();
  const counts = countStates(imports, now);
  return (
    <dl className="grid grid-cols-3 divide-x divide-line rounded-card border border-line bg-surface">
      {OPEN_STATES.map((state) => (
        <div key={state} className="flex flex-col px-4 py-3 sm:px-5 sm:py-4">
          <dt className="text-sm text-muted">{operator.open.state[state]}</dt>
          <dd
            className={`order-first text-2xl font-semibold tabular-nums ${state === 'stuck' && counts.stuck > 0 ? 'text-failed' : ''}`}
          >
            {format.number(counts[state])}
          </dd>
        </div>
      ))}
    </dl>
  );
}
