import type { ImportView } from '../../../client/rollcall-client.ts';
import { useFormat, useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { FileChanged } from '../../upload/send-through.ts';
import type { UploadState } from '../../upload/upload-job.ts';
import { findUpload, goOn } from '../../upload/uploads.ts';
import { ProgressCard } from '../progress/import-progress.tsx';
import { uploadBar } from '../progress/progress-bar.ts';
import { CancelUpload } from './cancel-upload.tsx';
import { ContinueUpload } from './continue-upload.tsx';

export interface ImportUploadProps {
  readonly view: ImportView;
  /** If this tab sends the file. */
  readonly upload: UploadState | undefined;
  readonly refresh: () => void;
}

/** An import that waits for its file: how it is sent from here, or how to go on with an upload that was interrupted. */
export function ImportUpload({ view, upload, refresh }: ImportUploadProps) {
  const texts = useTexts();
  const format = useFormat();
  if (upload === undefined || upload.phase === 'cancelled')
    return <ContinueUpload view={view} refresh={refresh} />;
  const { phase, error } = upload;
  return (
    <>
      <ProgressCard
        view={view}
        bar={uploadBar(upload, { texts, format })}
        actions={phase !== 'sent' && <UploadActions view={view} phase={phase} />}
        isPaused={phase !== 'sending' && phase !== 'sent'}
        hint={
          <p className="flex min-h-10 items-center">
            {phase === 'sent' ? texts.watch.mayClose : texts.upload.keepOpen}
          </p>
        }
      >
        <UploadNews upload={upload} until={view.upload?.expiresAt} />
      </ProgressCard>
      {phase === 'failed' && <UploadFailure importId={view.id} error={error} />}
    </>
  );
}

function UploadActions({ view, phase }: { readonly view: ImportView; readonly phase: UploadState['phase'] }) {
  const { upload: texts } = useTexts();
  const job = findUpload(view.id);
  const isGoing = phase === 'sending' || phase === 'waiting';
  return (
    <>
      <CancelUpload importId={view.id} />
      <Button
        look={isGoing ? 'secondary' : 'primary'}
        onClick={() => (isGoing ? job?.pause() : void goOn(view.id))}
      >
        {isGoing ? texts.pause : texts.continue}
      </Button>
    </>
  );
}

/** Its place is always there, so that nothing moves when the connection is lost. */
function UploadNews({ upload, until }: { readonly upload: UploadState; readonly until: string | undefined }) {
  const { upload: texts } = useTexts();
  const format = useFormat();
  return (
    <p role="status">
      {upload.phase === 'waiting' && <span className="font-medium text-warning">{texts.connectionLost}</span>}
      {upload.phase === 'paused' && until !== undefined && texts.continueUntil(format.dateTime(until))}
    </p>
  );
}

function UploadFailure({ importId, error }: { readonly importId: string; readonly error: unknown }) {
  const { upload: texts } = useTexts();
  if (!(error instanceof FileChanged))
    return <FailureNotice title={texts.phase.failed} error={error} onRetry={() => void goOn(importId)} />;
  return (
    <Notice tone="danger" isLive title={texts.fileChanged.title}>
      {texts.fileChanged.advice}
    </Notice>
  );
}
