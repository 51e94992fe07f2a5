import { useClient } from '../api/use-client.ts';
import { usePermission } from '../session/use-own-session.ts';
import { useTexts } from '../texts/use-texts.ts';
import { ConfirmButton } from '../ui/confirm-button.tsx';

/** Cancels an import that runs. The import's page shows what becomes of it. */
export function CancelImport({ importId }: { readonly importId: string }) {
  const { watch } = useTexts();
  const { button, title, advice, keep, confirm } = watch.cancel;
  const client = useClient();
  if (!usePermission('imports:write')) return null;
  return (
    <ConfirmButton
      label={button}
      title={title}
      description={advice}
      dismiss={keep}
      confirm={confirm}
      onConfirm={async () => {
        await client.cancelImport(importId);
      }}
    />
  );
}
