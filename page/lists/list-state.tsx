import { useRef } from 'preact/compat';
import { describeFailure } from '../api/problems.ts';
import type { Texts } from '../texts/en.ts';
import { useTexts } from '../texts/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import type { Waiting } from './held-list.ts';

interface ListStateProps {
  readonly isAwaited: boolean;
  readonly waiting: Waiting;
  readonly error: unknown;
  readonly onRetry: () => void;
  readonly onUpdate: () => void;
  /** How many rows have left the list, if there is a better word for it. */
  readonly left?: ((n: number) => string) | undefined;
}

/**
 * Above a list that is kept up to date: whether it is, and the button that shows the newest. It is as high whatever it
 * says, so that the rows below do not move.
 */
export function ListState({ isAwaited, waiting, error, onRetry, onUpdate, left }: ListStateProps) {
  const texts = useTexts();
  const state = useRef<HTMLParagraphElement>(null);
  const waits = waitingText(waiting, { ...texts.lists, ...(left && { left }) });
  const hasFailed = error !== undefined;
  return (
    <div className="-mt-3 flex min-h-10 items-center gap-x-4 text-sm text-muted">
      {hasFailed && <Icon name="warning" className="-mr-2 size-4 text-failed" />}
      <p ref={state} tabIndex={-1} role="status" className="line-clamp-2 min-w-0">
        {hasFailed && describeFailure(error, texts).title}
        {!hasFailed && (isAwaited ? texts.app.loading : (waits ?? texts.lists.upToDate))}
      </p>
      {hasFailed && (
        <Button className="shrink-0" onClick={onRetry}>
          {texts.app.retry}
        </Button>
      )}
      {!hasFailed && !isAwaited && waits !== undefined && (
        <Button
          className="shrink-0"
          onClick={() => {
            onUpdate();
            // The button is gone then.
            state.current?.focus();
          }}
        >
          {texts.lists.update}
        </Button>
      )}
    </div>
  );
}

/** @returns undefined if nothing waits */
function waitingText(
  { added, left, isReordered }: Waiting,
  texts: Pick<Texts['lists'], 'added' | 'left' | 'reordered'>,
): string | undefined {
  const parts = [added > 0 && texts.added(added), left > 0 && texts.left(left)];
  const found = parts.filter((part) => part !== false);
  if (found.length > 0) return found.join(', ');
  return isReordered ? texts.reordered : undefined;
}
