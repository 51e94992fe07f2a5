import { ownText } from '../texts/own-text.ts';
import { rejections, SEND_AGAIN } from '../texts/rejections.ts';
import { ServiceMessage } from './service-message.tsx';

interface RejectionReasonProps {
  readonly code: string;
  readonly message: string;
  /** Whether it is said what to do: not where the person is about to do it. */
  readonly hasAdvice?: boolean;
}

/** Why a file was rejected, what to do, and what the service found in the file. */
export function RejectionReason({ code, message, hasAdvice = true }: RejectionReasonProps) {
  const own = ownText(rejections, code);
  return (
    <div className="flex flex-col gap-1">
      <p className="text-ink">
        <ServiceMessage>{own?.cause ?? message}</ServiceMessage>
      </p>
      {hasAdvice && (
        <p className="text-ink">
          <ServiceMessage>{own?.advice ?? SEND_AGAIN}</ServiceMessage>
        </p>
      )}
      {own !== undefined && (
        <p>
          <ServiceMessage>{message}</ServiceMessage>
        </p>
      )}
    </div>
  );
}
