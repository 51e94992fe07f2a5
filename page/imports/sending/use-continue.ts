import { useEffect, useState } from 'preact/compat';
import { answer } from '../../../client/connect.ts';
import type { ImportView, RollcallClient } from '../../../client/rollcall-client.ts';
import { useClient } from '../../api/use-client.ts';
import { navigate } from '../../routing/use-route.ts';
import { type Comparison, compareFile } from '../../upload/compare-file.ts';
import { createUpload } from '../../upload/create-upload.ts';
import { keptFiles } from '../../upload/kept-files.ts';
import { abandonUpload, rememberedUploads, startUpload } from '../../upload/uploads.ts';

export type ContinueState =
  | { readonly kind: 'asking' }
  /** @see Comparison */
  | { readonly kind: 'refused'; readonly why: Exclude<Comparison, 'same'>; readonly file: File }
  | { readonly kind: 'comparing'; readonly share: number }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Goes on with an upload that was interrupted: with a file that the page has kept by itself, or with the file that is chosen again. */
export function useContinue(view: ImportView) {
  const client = useClient();
  const [state, setState] = useState<ContinueState>({ kind: 'asking' });
  const { id } = view;
  const isInParts = view.upload?.method === 'PUT';
  useEffect(() => {
    let isLeft = false;
    void keptFiles.find(id).then((file) => {
      if (file !== undefined && isInParts && !isLeft) startUpload(client, { importId: id, file });
    });
    return () => {
      isLeft = true;
    };
  }, [client, id, isInParts]);

  const choose = async (file: File) => {
    try {
      const why = await (isInParts ? goOn(client, view, file, setState) : beginAgain(client, view, file));
      if (why !== undefined) setState({ kind: 'refused', why, file });
    } catch (error) {
      setState({ kind: 'failed', error });
    }
  };
  return { state, isInParts, choose };
}

type Refusal = Exclude<Comparison, 'same'> | undefined;

async function goOn(
  client: RollcallClient,
  view: ImportView,
  file: File,
  show: (state: ContinueState) => void,
): Promise<Refusal> {
  show({ kind: 'comparing', share: 0 });
  const path = { params: { path: { importId: view.id } } };
  const arrived = await answer(client.http.GET('/v1/imports/{importId}/parts', path));
  const onProgress = (share: number) => show({ kind: 'comparing', share });
  const compared = await compareFile(file, view.fileName, arrived, { onProgress });
  if (compared !== 'same') return compared;
  startUpload(client, { importId: view.id, file });
  return undefined;
}

/** What was sent of a small file is lost: another import takes the place of the one that waits. */
async function beginAgain(client: RollcallClient, view: ImportView, file: File): Promise<Refusal> {
  const body = rememberedUploads.find(view.id)?.body;
  if (file.name !== view.fileName) return 'other-name';
  if (file.size !== view.upload?.bytes) return 'other-size';
  if (body === undefined) throw new Error(`Nothing is remembered of the import ${view.id}.`);
  await abandonUpload(client, view.id);
  const idempotencyKey = `again-${view.id}`;
  const importId = await createUpload(client, { body, file, isOnDisk: true, idempotencyKey });
  navigate({ name: 'import-detail', importId }, { replace: true });
  return undefined;
}
