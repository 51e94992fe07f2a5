import type { ReactNode } from 'preact/compat';
import { useTexts } from '../texts/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { Loading } from '../ui/loading.tsx';
import type { HeldRow } from './held-list.ts';
import { ListState } from './list-state.tsx';
import type { LiveList as Live } from './use-live-list.ts';

interface LiveListProps<T> {
  readonly live: Live<T>;
  /** Instead of rows, if there are none. */
  readonly empty: ReactNode;
  readonly children: (rows: readonly HeldRow<T>[]) => ReactNode;
  /** How many rows have left the list, if there is a better word for it. */
  readonly left?: (n: number) => string;
}

/** A list that is kept up to date: its rows move only when the person asks for the newest. Those of an earlier question cannot be clicked. */
export function LiveList<T>({ live, empty, children, left }: LiveListProps<T>) {
  const { app } = useTexts();
  const { held, error, refresh, update, more } = live;
  if (held === undefined)
    return error === undefined ? <Loading /> : <FailureNotice error={error} onRetry={refresh} />;
  const { rows, version, isAwaited, waiting, hasMore } = held;
  return (
    <div className="flex flex-col gap-4">
      <ListState {...{ isAwaited, waiting, error, left }} onRetry={refresh} onUpdate={update} />
      {/* What will be replaced in a moment cannot be clicked. */}
      <div key={version} inert={isAwaited} aria-busy={isAwaited} className="flex flex-col gap-6">
        {rows.length === 0 ? empty : children(rows)}
      </div>
      {hasMore && (
        <Button className="self-center" onClick={more}>
          {app.more}
        </Button>
      )}
    </div>
  );
}
