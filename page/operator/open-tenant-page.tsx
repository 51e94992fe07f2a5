import { useClient } from '../api/use-client.ts';
import { useAction } from '../settings/use-action.ts';
import { useTexts } from '../texts/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { tenantPage } from './tenant-client.ts';

interface OpenTenantPageProps {
  readonly tenant: string;
  /** Such as `/settings`. */
  readonly screen: string;
}

/** Opens the page of a tenant in another tab, with a session of its own. */
export function OpenTenantPage({ tenant, screen }: OpenTenantPageProps) {
  const { operator: texts } = useTexts();
  const client = useClient();
  const opening = useAction(async () => {
    const address = await tenantPage(client, tenant, screen);
    // A tab that shares nothing with this one: its session is not that of the console.
    window.open(address, '_blank', 'noopener');
  });
  return (
    <>
      <Button isBusy={opening.isBusy} onClick={() => void opening.run()}>
        {texts.openAsTenant}
      </Button>
      <Dialog isOpen={opening.error !== undefined} onClose={opening.forget} title={texts.openAsTenant}>
        <FailureNotice error={opening.error} />
      </Dialog>
    </>
  );
}
