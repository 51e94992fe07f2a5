import type { FileRejection } from '../../check/protocol.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Notice } from '../../ui/notice.tsx';
import { RejectionReason } from '../../ui/rejection-reason.tsx';

/** Why a file cannot be read, and what to do. */
export function UnreadableNotice({ rejection: { code, message } }: { readonly rejection: FileRejection }) {
  const { reading: texts } = useTexts();
  const isEncoding = code === 'WRONG_ENCODING';
  return (
    <div className="h-full overflow-auto p-4">
      <Notice tone="danger" isLive title={isEncoding ? texts.wrongEncoding.title : texts.unreadable}>
        {isEncoding ? texts.wrongEncoding.advice : <RejectionReason code={code} message={message} />}
      </Notice>
    </div>
  );
}
