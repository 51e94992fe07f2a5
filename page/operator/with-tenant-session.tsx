import { type ReactNode, useState } from 'preact/compat';
import { useClient } from '../api/use-client.ts';
import { useTexts } from '../texts/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { hasTenantClient } from './tenant-client.ts';

interface WithTenantSessionProps {
  readonly tenant: string;
  readonly title: string;
  /** The button that shows it. */
  readonly show: string;
  readonly children: ReactNode;
}

/** Data of a tenant: it is read with a session of the tenant, which the operator asks for. */
export function WithTenantSession({ tenant, title, show, children }: WithTenantSessionProps) {
  const { operator } = useTexts();
  const client = useClient();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Card title={title}>
      {isOpen || hasTenantClient(client, tenant) ? (
        children
      ) : (
        <div className="flex flex-wrap items-center justify-between gap-4">
          <p className="max-w-prose text-sm text-muted">{operator.needsSession}</p>
          <Button onClick={() => setIsOpen(true)}>{show}</Button>
        </div>
      )}
    </Card>
  );
}
