import type { ImportView } from '../../client/rollcall-client.ts';
import { useTexts } from '../texts/use-texts.ts';
import { Notice } from '../ui/notice.tsx';
import { STATUS_TONES } from './status-badge.tsx';

/** Why an import ended before its end, and what that means. */
export function ImportReason({ view }: { readonly view: ImportView }) {
  const { detail } = useTexts();
  const byStatus: Readonly<Record<string, string>> = detail.reason;
  const text = byStatus[view.status];
  if (text === undefined && view.reason === undefined) return null;
  return (
    <Notice tone={STATUS_TONES[view.status]} title={text ?? view.reason?.message}>
      {text !== undefined && view.reason !== undefined && <p lang="en">{view.reason.message}</p>}
    </Notice>
  );
}
