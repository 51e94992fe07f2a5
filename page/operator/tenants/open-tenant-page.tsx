import { useClient } from '../../api/use-client.ts';
import { useAction } from '../../settings/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { FailureDialog } from '../failure-dialog.tsx';
import { tenantPage } from '../tenant-client.ts';

interface OpenTenantPageProps {
  readonly tenant: string;
  /** Such as `/settings`. */
  readonly screen: string;
  readonly label: string;
}

/** Opens the page of a tenant in another tab, with a session of its own. */
export function OpenTenantPage({ tenant, screen, label }: OpenTenantPageProps) {
  const client = useClient();
  const opening = useAction(async () => {
    const address = await tenantPage(client, tenant, screen);
    // A tab that shares nothing with this one: its session is not that of the console.
    window.open(address, '_blank', 'noopener');
  });
  return (
    <>
      <Button isBusy={opening.isBusy} onClick={() => void opening.run()}>
        {label}
      </Button>
      <FailureDialog title={label} error={opening.error} onClose={opening.forget} />
    </>
  );
}
