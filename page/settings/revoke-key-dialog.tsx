import { useClient } from '../api/use-client.ts';
import { useTexts } from '../texts/use-texts.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
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
  return (
    <ConfirmDialog
      isOpen={apiKey !== undefined}
      onClose={onClose}
      title={texts.keys.revokeOf(apiKey?.name ?? '')}
      description={texts.keys.revokeAbout}
      dismiss={app.cancel}
      confirm={texts.keys.revoke}
      onConfirm={async () => {
        if (apiKey === undefined) return;
        await client.http.DELETE('/v1/api-keys/{keyId}', { params: { path: { keyId: apiKey.id } } });
        onRevoked();
      }}
    />
  );
}
