import { useClient } from '../api/use-client.ts';
import { useTexts } from '../texts/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { useAction } from './use-action.ts';
import type { ApiKey } from './views.ts';

interface RevokeKeyDialogProps {
  /** The dialog is open if there is one. */
  readonly apiKey: ApiKey | undefined;
  readonly onClose: () => void;
  readonly onRevoked: () => void;
}

export function RevokeKeyDialog({ apiKey, onClose, onRevoked }: RevokeKeyDialogProps) {
  const { settings: texts, app } = useTexts();
  const client = useClient();
  const revocation = useAction(async () => {
    if (apiKey === undefined) return;
    await client.http.DELETE('/v1/api-keys/{keyId}', { params: { path: { keyId: apiKey.id } } });
    onRevoked();
  });
  return (
    <Dialog
      isOpen={apiKey !== undefined}
      onClose={onClose}
      title={texts.keys.revokeOf(apiKey?.name ?? '')}
      description={texts.keys.revokeAbout}
      actions={
        <>
          <Button onClick={onClose}>{app.cancel}</Button>
          <Button look="danger" isBusy={revocation.isBusy} onClick={() => void revocation.run()}>
            {texts.keys.revoke}
          </Button>
        </>
      }
    >
      {revocation.error !== undefined && <FailureNotice error={revocation.error} />}
    </Dialog>
  );
}
