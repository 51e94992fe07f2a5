import { useState } from 'react';
import { useClient } from '../api/use-client.ts';
import { useTexts } from '../texts/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { abandonUpload, findUpload } from '../upload/uploads.ts';

interface CancelUploadProps {
  readonly importId: string;
  readonly onCancelled?: () => void;
}

export function CancelUpload({ importId, onCancelled }: CancelUploadProps) {
  const { upload: texts } = useTexts();
  const client = useClient();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>{texts.cancel.button}</Button>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title={texts.cancel.title}
        description={texts.cancel.advice}
        dismiss={texts.cancel.keep}
        confirm={texts.cancel.button}
        onConfirm={async () => {
          await (findUpload(importId)?.cancel() ?? abandonUpload(client, importId));
          onCancelled?.();
        }}
      />
    </>
  );
}
