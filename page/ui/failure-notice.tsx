import { describeFailure, mayHelpToRepeat } from '../api/problems.ts';
import { useTexts } from '../texts/use-texts.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';
import { ServiceMessage } from './service-message.tsx';

export interface FailureNoticeProps {
  readonly error: unknown;
  readonly onRetry?: (() => void) | undefined;
  /** Instead of the title that belongs to the error. */
  readonly title?: string;
}

/** An error with what the person can do. */
export function FailureNotice({ error, onRetry, title }: FailureNoticeProps) {
  const texts = useTexts();
  const failure = describeFailure(error, texts);
  return (
    <Notice
      tone="danger"
      isLive
      title={title ?? failure.title}
      actions={onRetry && mayHelpToRepeat(error) && <Button onClick={onRetry}>{texts.app.retry}</Button>}
    >
      <p>{failure.advice}</p>
      {failure.detail !== undefined && (
        <p className="pt-2">
          <ServiceMessage>{failure.detail}</ServiceMessage>
        </p>
      )}
      {failure.requestId !== undefined && (
        <p className="pt-2 font-mono text-xs">{texts.app.requestId(failure.requestId)}</p>
      )}
    </Notice>
  );
}
