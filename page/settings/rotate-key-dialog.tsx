import { answer } from '../../client/connect.ts';
import { useClient } from '../api/use-client.ts';
import { useFormat, useTexts } from '../texts/use-texts.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import type { ApiKey, ApiKeyWithSecret } from './views.ts';

interface RotateKeyDialogProps {
  /** The dialog is open if there is one. */
  readonly apiKey: ApiKey | undefined;
  readonly onClose: () => void;
  readonly onRotated: (key: ApiKeyWithSecret) => void;
}

/** A second rotation ends the secret that servers may still use. */
export function RotateKeyDialog({ apiKey, onClose, onRotated }: RotateKeyDialogProps) {
  const { settings: texts, app } = useTexts();
  const format = useFormat();
  const client = useClient();
  const { id = '', name = '', previousValidUntil = '' } = apiKey ?? {};
  const isAgain = Date.parse(previousValidUntil) > Date.now();
  return (
    <ConfirmDialog
      isOpen={apiKey !== undefined}
      onClose={onClose}
      title={texts.keys.rotateOf(name)}
      description={texts.keys.rotateAbout}
      dismiss={app.cancel}
      confirm={texts.keys.rotate}
      confirmLook={isAgain ? 'danger' : 'primary'}
      onConfirm={async () => {
        const params = { path: { keyId: id } };
        onRotated(await answer(client.http.POST('/v1/api-keys/{keyId}/rotate', { params, body: {} })));
      }}
    >
      {isAgain && (
        <p className="text-sm text-failed">{texts.keys.rotateAgain(format.dateTime(previousValidUntil))}</p>
      )}
    </ConfirmDialog>
  );
}
