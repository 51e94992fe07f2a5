import { useEffect, useState } from 'preact/compat';
import { useClient } from '../../api/use-client.ts';
import { fileToSend, type ImportDraft } from '../../draft/draft.ts';
import { draftStore } from '../../draft/draft-store.ts';
import { rememberLeftOut } from '../../draft/left-out.ts';
import { navigate } from '../../routing/use-route.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Card } from '../../ui/card.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Progress } from '../../ui/progress.tsx';
import { createUpload } from '../../upload/create-upload.ts';
import { withReview } from '../review-choice.ts';
import { StepFrame } from '../step-frame.tsx';
import type { StepProps } from '../step-props.ts';

/** Creates the import and opens its page, which shows how the file is sent. */
export default function UploadStep({ draft, session, back }: StepProps) {
  const { import: texts } = useTexts();
  const { error, repeat } = useCreation(draft, session);
  return (
    <StepFrame title={texts.upload.title} subtitle={fileToSend(draft)?.fileName} back={back}>
      {error === undefined ? (
        <Card>
          <Progress label={texts.upload.starting} share={null} />
        </Card>
      ) : (
        <FailureNotice title={texts.upload.failed} error={error} onRetry={repeat} />
      )}
    </StepFrame>
  );
}

/** One key for each draft: going back and here again, or trying again, creates no second import. */
const keys = new WeakMap<ImportDraft, string>();

function keyOf(draft: ImportDraft): string {
  const key = keys.get(draft) ?? crypto.randomUUID();
  keys.set(draft, key);
  return key;
}

function useCreation(draft: ImportDraft, { reviewRequired }: StepProps['session']) {
  const client = useClient();
  const [error, setError] = useState<unknown>();
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt creates the same import.
  useEffect(() => {
    const chosen = fileToSend(draft);
    const { importType, map, header } = draft;
    if (importType === undefined || chosen === undefined) return;
    const { file, fileName, options } = chosen;
    let isLeft = false;
    setError(undefined);
    createUpload(client, {
      body: {
        importType,
        fileName,
        ...(header && { header: { fileName: header.name, bytes: header.size } }),
        ...(map && { map }),
        options: withReview(options, draft, { reviewRequired }),
      },
      file,
      header,
      isOnDisk: !draft.checked?.isRewritten,
      idempotencyKey: keyOf(draft),
    })
      .then((importId) => {
        if (isLeft) return;
        rememberLeftOut(importId, draft);
        navigate({ name: 'import-detail', importId }, { replace: true });
        draftStore.reset();
      })
      .catch((failure: unknown) => {
        if (!isLeft) setError(failure);
      });
    return () => {
      isLeft = true;
    };
  }, [client, draft, reviewRequired, attempt]);
  return { error, repeat: () => setAttempt((before) => before + 1) };
}
