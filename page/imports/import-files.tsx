import { useState } from 'preact/compat';
import type { FileName, ImportView, RollcallClient } from '../../client/rollcall-client.ts';
import { useClient } from '../api/use-client.ts';
import type { ImportFile } from '../api/views.ts';
import { useFormat, useTexts } from '../texts/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { Icon } from '../ui/icon.tsx';

export function ImportFiles({ view }: { readonly view: ImportView }) {
  return (
    <ul className="divide-y divide-line">
      {view.files.map((file) => (
        <FileRow key={file.name} importId={view.id} file={file} />
      ))}
    </ul>
  );
}

function FileRow({ importId, file }: { readonly importId: string; readonly file: ImportFile }) {
  const { detail: texts } = useTexts();
  const format = useFormat();
  const client = useClient();
  const [state, setState] = useState<{ readonly isBusy: boolean; readonly error?: unknown }>({
    isBusy: false,
  });
  const download = async () => {
    setState({ isBusy: true });
    try {
      location.assign(await addressOf(client, importId, file.name));
      setState({ isBusy: false });
    } catch (error) {
      setState({ isBusy: false, error });
    }
  };
  return (
    <li className="flex flex-col gap-3 py-3 first:pt-0 last:pb-0">
      <div className="flex items-center gap-4">
        <Icon name="file" className="size-5 text-muted" />
        <div className="min-w-0 flex-1 text-sm">
          <p className="font-medium break-words">{file.fileName}</p>
          <p className="text-muted">
            {texts.file[file.name]} · {format.bytes(file.bytes)}
          </p>
        </div>
        <Button
          icon="download"
          aria-label={texts.download(file.fileName)}
          isBusy={state.isBusy}
          onClick={() => void download()}
          className="px-3"
        />
      </div>
      {state.error !== undefined && <FailureNotice error={state.error} />}
    </li>
  );
}

/** The browser downloads from S3 itself, so that a large file does not pass through the page. The address names it as an attachment. */
async function addressOf(client: RollcallClient, importId: string, name: FileName): Promise<string> {
  const response = await client.downloadFile(importId, name);
  await response.body?.cancel();
  return response.url;
}
