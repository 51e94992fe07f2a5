import { useEffect, useState } from 'react';
import { useClient } from '../../api/use-client.ts';
import { navigate } from '../../app/use-route.ts';
import { useFormat, useTexts } from '../../texts/use-texts.ts';
import { Card } from '../../ui/card.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Progress } from '../../ui/progress.tsx';
import { fileToSend } from '../draft.ts';
import { draftStore } from '../draft-store.ts';
import { sendForm, sendPart } from '../send-by-xhr.ts';
import { StepFrame } from '../step-frame.tsx';
import type { StepProps } from '../step-props.ts';

/** Sends the file, and opens the page of the import. */
export default function UploadStep({ draft, back }: StepProps) {
  const { import: texts } = useTexts();
  const format = useFormat();
  const { sent, error, repeat } = useUpload(draft);
  const bytes = fileToSend(draft)?.file.size ?? 0;
  const isSent = sent === bytes;
  return (
    <StepFrame title={texts.upload.title} subtitle={draft.file?.name} back={back}>
      {error === undefined ? (
        <Card>
          <Progress
            label={isSent ? texts.upload.starting : texts.upload.keepOpen}
            share={bytes === 0 ? null : Math.min(1, sent / bytes)}
            value={texts.upload.sending(format.bytes(Math.min(sent, bytes)), format.bytes(bytes))}
          />
        </Card>
      ) : (
        <FailureNotice title={texts.upload.failed} error={error} onRetry={repeat} />
      )}
    </StepFrame>
  );
}

function useUpload(draft: StepProps['draft']) {
  const client = useClient();
  const [sent, setSent] = useState(0);
  const [error, setError] = useState<unknown>();
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt sends the same file again.
  useEffect(() => {
    const { importType, map } = draft;
    const toSend = fileToSend(draft);
    if (importType === undefined || toSend === undefined) return;
    const { file, fileName, options } = toSend;
    const stop = new AbortController();
    const body = { importType, fileName, ...(map && { map }), ...(options && { options }) };
    setError(undefined);
    setSent(0);
    client
      .importFile(body, file, { onProgress: setSent, sendForm, sendPart, signal: stop.signal })
      .then((importId) => {
        if (stop.signal.aborted) return;
        navigate({ name: 'import-detail', importId }, { replace: true });
        draftStore.reset();
      })
      .catch((failure: unknown) => {
        if (!stop.signal.aborted) setError(failure);
      });
    return () => stop.abort();
  }, [client, draft, attempt]);
  return { sent, error, repeat: () => setAttempt((before) => before + 1) };
}
