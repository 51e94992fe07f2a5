import { answer } from '../../../client/connect.ts';
import type { ImportView } from '../../../client/rollcall-client.ts';
import { useClient } from '../../api/use-client.ts';
import { useLoaded, usePolled } from '../../api/use-polled.ts';
import { useFormat, useTexts } from '../../texts/use-texts.ts';
import { Card } from '../../ui/card.tsx';
import { DropZone } from '../../ui/drop-zone.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { ButtonLink } from '../../ui/link.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Progress } from '../../ui/progress.tsx';
import { isBeingSent, rememberedUploads } from '../../upload/uploads.ts';
import { CancelUpload } from './cancel-upload.tsx';
import { type ContinueState, useContinue } from './use-continue.ts';

interface ContinueUploadProps {
  readonly view: ImportView;
  readonly refresh: () => void;
}

/** An upload that no page continues: it asks for the same file again. */
export function ContinueUpload({ view, refresh }: ContinueUploadProps) {
  const texts = useTexts();
  const { unfinished } = texts.upload;
  const { state, isInParts, choose } = useContinue(view);
  const isElsewhere = useElsewhere(view.id);
  const isKnown = isInParts || rememberedUploads.find(view.id) !== undefined;
  return (
    <Card title={unfinished.title} aside={<CancelUpload importId={view.id} onCancelled={refresh} />}>
      <div className="flex flex-col gap-5">
        {isInParts && <Arrived view={view} />}
        {state.kind === 'comparing' ? (
          <Progress label={unfinished.comparing} share={state.share} />
        ) : isElsewhere ? (
          <Notice tone="info" title={unfinished.elsewhere.title}>
            {unfinished.elsewhere.advice}
          </Notice>
        ) : isKnown ? (
          <DropZone
            title={unfinished.drop(view.fileName)}
            titleOver={texts.import.file.dropNow}
            or={texts.import.file.or}
            browse={unfinished.browse}
            hint={isInParts ? unfinished.choose(view.fileName) : unfinished.chooseSmall(view.fileName)}
            onFiles={([file]) => file && void choose(file)}
          />
        ) : (
          <Notice
            tone="neutral"
            title={unfinished.lost}
            actions={<ButtonLink to={{ name: 'import' }}>{texts.app.import}</ButtonLink>}
          />
        )}
        <Problem state={state} view={view} />
      </div>
    </Card>
  );
}

const LOOK_AGAIN_MS = 2000;

/** Whether another tab of this browser sends the file. */
function useElsewhere(importId: string): boolean {
  const { data } = usePolled(`sent ${importId}`, async () => ({ data: await isBeingSent(importId) }), {
    pauseMs: () => LOOK_AGAIN_MS,
  });
  return data ?? false;
}

/** How much of the file has arrived. */
function Arrived({ view }: { readonly view: ImportView }) {
  const { upload: texts } = useTexts();
  const format = useFormat();
  const client = useClient();
  const path = { params: { path: { importId: view.id } } };
  const { data } = useLoaded(`parts ${view.id}`, async () =>
    answer(client.http.GET('/v1/imports/{importId}/parts', path)),
  );
  const { bytes = 0, expiresAt = '' } = view.upload ?? {};
  const arrived = data?.arrivedBytes ?? 0;
  return (
    <Progress
      label={
        data === undefined ? '\u00a0' : texts.unfinished.arrived(format.bytes(arrived), format.bytes(bytes))
      }
      share={arrived / bytes}
      value={texts.continueUntil(format.dateTime(expiresAt))}
    />
  );
}

function Problem({ state, view }: { readonly state: ContinueState; readonly view: ImportView }) {
  const { unfinished } = useTexts().upload;
  const format = useFormat();
  if (state.kind === 'failed') return <FailureNotice error={state.error} />;
  if (state.kind !== 'refused') return null;
  const { why, file } = state;
  const { title, advice } =
    why === 'other-name'
      ? unfinished['other-name'](file.name, view.fileName)
      : why === 'other-size'
        ? unfinished['other-size'](format.bytes(file.size), format.bytes(view.upload?.bytes ?? 0))
        : unfinished.changed;
  return (
    <Notice tone="danger" isLive title={title}>
      {advice}
    </Notice>
  );
}
