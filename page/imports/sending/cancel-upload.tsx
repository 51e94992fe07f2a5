import { useClient } from '../../api/use-client.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { abandonUpload, findUpload } from '../../upload/uploads.ts';

interface CancelUploadProps {
  readonly importId: string;
  readonly onCancelled?: () => void;
}

/** Gives up an import whose file is sent, or is still to be sent. */
export function CancelUpload({ importId, onCancelled }: CancelUploadProps) {
  const { upload } = useTexts();
  const { button, title, advice, keep } = upload.cancel;
  const client = useClient();
  return (
    <ConfirmButton
      label={button}
      title={title}
      description={advice}
      dismiss={keep}
      confirm={button}
      onConfirm={async () => {
        await (findUpload(importId)?.cancel() ?? abandonUpload(client, importId));
        onCancelled?.();
      }}
    />
  );
}
