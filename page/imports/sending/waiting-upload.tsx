import { useFormat, useTexts } from '../../texts/use-texts.ts';
import { useUpload } from '../../upload/uploads.ts';

/** How far this tab is with an upload, or that it can be continued. The row is a link to the import, where it is. */
export function WaitingUpload({ importId }: { readonly importId: string }) {
  const { upload: texts } = useTexts();
  const format = useFormat();
  const upload = useUpload(importId);
  if (upload === undefined || upload.phase === 'cancelled')
    return (
      <>
        <span className="block text-muted">{texts.unfinished.short}</span>
        <span className="font-medium text-accent">{texts.unfinished.link}</span>
      </>
    );
  const share = upload.bytes === 0 ? 1 : upload.sentBytes / upload.bytes;
  return (
    <>
      <span className="block">{texts.phase[upload.phase]}</span>
      <span className="text-muted tabular-nums">{format.percent(Math.floor(share * 100) / 100)}</span>
    </>
  );
}
