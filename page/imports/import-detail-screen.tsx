import { useEffect } from 'preact/compat';
import type { ImportView } from '../../client/rollcall-client.ts';
import { isTransient } from '../api/problems.ts';
import { useClient } from '../api/use-client.ts';
import { useLoaded } from '../api/use-polled.ts';
import { useEmbedding } from '../embed/embedding.ts';
import { useFormat, useTexts } from '../texts/use-texts.ts';
import { useTypeText } from '../types/use-type-text.ts';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { BackLink } from '../ui/link.tsx';
import { Loading } from '../ui/loading.tsx';
import { Notice } from '../ui/notice.tsx';
import { Screen } from '../ui/screen.tsx';
import type { UploadState } from '../upload/upload-job.ts';
import { useUpload } from '../upload/uploads.ts';
import { ImportOutcome } from './outcome/import-outcome.tsx';
import { EndAnnouncer } from './progress/end-announcer.tsx';
import { ImportProgress } from './progress/import-progress.tsx';
import { tabTitle } from './progress/tab-title.ts';
import { ImportUpload } from './sending/import-upload.tsx';
import { StatusBadge } from './status-badge.tsx';
import { isRunning } from './statuses.ts';
import { useImport } from './use-import.ts';

/** The permanent page of an import. */
export default function ImportDetailScreen({ importId }: { readonly importId: string }) {
  const texts = useTexts();
  const format = useFormat();
  const { data, error, refresh } = useImport(importId);
  const isEmbedded = useEmbedding() !== undefined;
  const upload = useUpload(importId);
  useEffect(() => {
    // The answer before was from before the file had arrived.
    if (upload?.phase === 'sent' || upload?.phase === 'cancelled') refresh();
  }, [upload?.phase, refresh]);
  // The card of the upload says it in its place, and nothing moves.
  const isSentHere = data?.upload !== undefined && upload !== undefined && upload.phase !== 'sent';
  return (
    <Screen
      title={data?.fileName ?? texts.app.imports}
      tabTitle={data && tabTitle(data, upload, { texts, format })}
      above={isEmbedded ? undefined : <BackToImports />}
      subtitle={data && <Facts view={data} />}
    >
      {error !== undefined &&
        (data !== undefined && isTransient(error) ? (
          !isSentHere && (
            <Notice tone="warning" isLive title={texts.app.connectionLost.title}>
              {texts.app.connectionLost.advice}
            </Notice>
          )
        ) : (
          <FailureNotice error={error} onRetry={refresh} />
        ))}
      {data !== undefined && <Parts view={data} upload={upload} refresh={refresh} />}
      {data === undefined && error === undefined && <Loading />}
    </Screen>
  );
}

function BackToImports() {
  const texts = useTexts();
  return <BackLink to={{ name: 'imports' }}>{texts.detail.backToImports}</BackLink>;
}

function Facts({ view }: { readonly view: ImportView }) {
  const texts = useTexts();
  const client = useClient();
  const types = useLoaded('import-types', () => client.listImportTypes());
  const typeText = useTypeText();
  const type = types.data?.importTypes.find(({ name }) => name === view.importType);
  const format = useFormat();
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 pt-1 text-sm">
      <StatusBadge status={view.status} />
      <span>{typeText(type ?? { name: view.importType }).title}</span>
      <time dateTime={view.createdAt}>{texts.detail.startedAt(format.dateTime(view.createdAt))}</time>
      {view.attempt > 1 && <span>{texts.detail.attempt(view.attempt)}</span>}
    </div>
  );
}

interface PartsProps {
  readonly view: ImportView;
  /** If this tab sends the file. */
  readonly upload: UploadState | undefined;
  readonly refresh: () => void;
}

/** The result takes the place of the progress, so that what is below does not move. */
function Parts({ view, upload, refresh }: PartsProps) {
  return (
    <>
      <EndAnnouncer view={view} />
      {view.upload !== undefined ? (
        <ImportUpload view={view} upload={upload} refresh={refresh} />
      ) : isRunning(view.status) ? (
        <ImportProgress view={view} />
      ) : (
        <ImportOutcome key={view.status} view={view} refresh={refresh} />
      )}
    </>
  );
}
