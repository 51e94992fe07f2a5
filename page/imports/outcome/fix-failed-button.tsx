import type { ImportView } from '../../../client/rollcall-client.ts';
import { useClient } from '../../api/use-client.ts';
import { useLoaded } from '../../api/use-polled.ts';
import { draftStore } from '../../draft/draft-store.ts';
import { mayDiscard } from '../../routing/ask-before-leaving.ts';
import { navigate } from '../../routing/use-route.ts';
import { useOwnSession } from '../../session/use-own-session.ts';
import { useAction } from '../../settings/use-action.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { draftOfFailed } from './fix-failed.ts';

/** Opens the failed records in the flow of an import: there they are fixed, and only they are imported. */
export function FixFailedButton({ view }: { readonly view: ImportView }) {
  const { outcome: texts } = useTexts();
  const client = useClient();
  const session = useOwnSession();
  const types = useLoaded('import-types', () => client.listImportTypes());
  const fixing = useAction(async () => {
    if (!mayDiscard(texts.discard)) return;
    const response = await client.downloadFile(view.id, 'failed-records');
    draftStore.reset();
    draftStore.change(draftOfFailed(view, await response.blob(), new Date()));
    navigate({ name: 'import', step: 'check' });
  });
  const type = types.data?.importTypes.find(({ name }) => name === view.importType);
  const hasFile = view.files.some(({ name }) => name === 'failed-records');
  // Until these are known, the button is there, so that nothing moves when they are.
  const isKnown = types.data !== undefined && session !== undefined;
  // Of two files, the header file is needed too.
  const isReadable = type?.paired === false || view.choices?.feedHeader !== undefined;
  const isPossible = isReadable && session?.permissions.includes('imports:write');
  if (!hasFile || (isKnown && !isPossible)) return null;
  return (
    <div className="flex flex-col gap-3">
      <Button
        look="primary"
        className="self-start"
        isBusy={fixing.isBusy}
        disabled={!isKnown}
        onClick={() => void fixing.run()}
      >
        {texts.fixFailed(view.counts?.failed ?? 0)}
      </Button>
      {fixing.error !== undefined && <FailureNotice error={fixing.error} />}
    </div>
  );
}
