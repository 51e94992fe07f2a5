import { ownText } from '../texts/own-text.ts';
import { useTexts } from '../texts/use-texts.ts';
import { ServiceMessage } from './service-message.tsx';

interface RejectionReasonProps {
  readonly code: string;
  readonly message: string;
  /** Whether it is said what to do: not where the person is about to do it. */
  readonly hasAdvice?: boolean;
}

/** Why a file was rejected, what to do, and what the service found in the file. */
export function RejectionReason({ code, message, hasAdvice = true }: RejectionReasonProps) {
  const { rejection: texts } = useTexts();
  const own = ownText(texts.byCode, code);
  return (
    <div className="flex flex-col gap-1">
      {own !== undefined && <p className="text-ink">{own.cause}</p>}
      {own === undefined && (
        <p className="text-ink">
          <ServiceMessage>{message}</ServiceMessage>
        </p>
      )}
      {hasAdvice && <p className="text-ink">{own?.advice ?? texts.advice}</p>}
      {own !== undefined && (
        <p>
          <ServiceMessage>{message}</ServiceMessage>
        </p>
      )}
    </div>
  );
}
