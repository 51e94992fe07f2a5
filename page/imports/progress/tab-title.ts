import type { ImportView } from '../../../client/rollcall-client.ts';
import type { Texts } from '../../texts/en.ts';
import type { Format } from '../../texts/format.ts';
import type { UploadState } from '../../upload/upload-job.ts';
import { isRunning } from '../statuses.ts';

/** The title of the tab, which shows the progress while the person looks at another one. */
export function tabTitle(
  { fileName, status, progress }: ImportView,
  upload: UploadState | undefined,
  { texts, format }: { readonly texts: Texts; readonly format: Format },
): string {
  const { watch } = texts;
  if (!isRunning(status)) return watch.endTitle(texts.status[status], fileName);
  const share = shareOf(status, progress, upload);
  return share === undefined
    ? fileName
    : watch.tabTitle(format.percent(Math.floor(share * 100) / 100), fileName);
}

function shareOf(
  status: ImportView['status'],
  { records, recordsDone }: ImportView['progress'],
  upload: UploadState | undefined,
): number | undefined {
  if (status === 'AWAITING_UPLOAD')
    return upload === undefined || upload.bytes === 0 ? undefined : upload.sentBytes / upload.bytes;
  return records === 0 ? undefined : recordsDone / records;
}
