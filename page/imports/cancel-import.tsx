import { useState } from 'react';
import { useClient } from '../api/use-client.ts';
import { usePermission } from '../session/use-own-session.ts';
import { useTexts } from '../texts/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';

/** Cancels an import that runs. The import's page shows what becomes of it. */
export function CancelImport({ importId }: { readonly importId: string }) {
  const { watch: texts } = useTexts();
  const client = useClient();
  const mayCancel = usePermission('imports:write');
  const [isOpen, setIsOpen] = useState(false);
  if (!mayCancel) return null;
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>{texts.cancel.button}</Button>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title={texts.cancel.title}
        description={texts.cancel.advice}
        dismiss={texts.cancel.keep}
        confirm={texts.cancel.confirm}
        onConfirm={async () => {
          await client.cancelImport(importId);
        }}
      />
    </>
  );
}
