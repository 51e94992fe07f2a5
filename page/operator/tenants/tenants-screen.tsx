import { useState } from 'preact/compat';
import { answer } from '../../../client/connect.ts';
import { useClient } from '../../api/use-client.ts';
import { useLoaded } from '../../api/use-polled.ts';
import { navigate } from '../../routing/use-route.ts';
import { useFormat, useTexts } from '../../texts/use-texts.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyCard } from '../../ui/empty-state.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Field, Input } from '../../ui/field.tsx';
import { Link } from '../../ui/link.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Screen } from '../../ui/screen.tsx';
import { listTenants } from '../list-tenants.ts';
import type { RegisteredTenant } from '../views.ts';
import { CreateTenantDialog } from './create-tenant-dialog.tsx';

/** The registered tenants by name. */
export function TenantsScreen() {
  const { operator } = useTexts();
  const { tenants: texts } = operator;
  const client = useClient();
  const [isCreating, setIsCreating] = useState(false);
  const { fresh: data, error, refresh } = useLoaded('operator all tenants', () => listTenants(client));
  return (
    <Screen
      title={texts.title}
      subtitle={texts.subtitle}
      actions={
        <Button look="primary" icon="plus" onClick={() => setIsCreating(true)}>
          {texts.create}
        </Button>
      }
    >
      {error !== undefined && <FailureNotice error={error} onRetry={refresh} />}
      {data === undefined && error === undefined && <Loading />}
      {data?.length === 0 && (
        <EmptyCard icon="people" title={texts.none.title}>
          {texts.none.advice}
        </EmptyCard>
      )}
      {data !== undefined && data.length > 0 && <TenantList tenants={data} />}
      <CreateTenantDialog
        isOpen={isCreating}
        onClose={() => setIsCreating(false)}
        onCreate={async (body) => {
          const { name } = await answer(client.http.POST('/v1/tenants', { body }));
          navigate({ name: 'operator', section: 'tenants', item: name });
        }}
      />
    </Screen>
  );
}

function TenantList({ tenants }: { readonly tenants: readonly RegisteredTenant[] }) {
  const { operator } = useTexts();
  const [part, setPart] = useState('');
  const found = tenants.filter(({ name }) => name.includes(part.trim().toLowerCase()));
  return (
    <>
      <div className="sm:max-w-sm">
        <Field
          label={operator.tenants.find}
          help={<span role="status">{operator.tenants.found(found.length, tenants.length)}</span>}
        >
          <Input value={part} autoComplete="off" onChange={setPart} />
        </Field>
      </div>
      <ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface empty:hidden">
        {found.map((tenant) => (
          <TenantRow key={tenant.name} tenant={tenant} />
        ))}
      </ul>
    </>
  );
}

function TenantRow({ tenant }: { readonly tenant: RegisteredTenant }) {
  const { operator } = useTexts();
  const format = useFormat();
  const { name, status, createdAt } = tenant;
  return (
    <li className="relative flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-5 py-4 text-sm hover:bg-sunken/60">
      <Link
        to={{ name: 'operator', section: 'tenants', item: name }}
        className="min-w-0 font-medium break-words text-ink after:absolute after:inset-0 hover:text-accent"
      >
        {name}
      </Link>
      <span className="flex items-center gap-4">
        <time dateTime={createdAt} className="text-muted">
          {operator.tenants.createdAt(format.ago(createdAt, Date.now()))}
        </time>
        <TenantStatus status={status} />
      </span>
    </li>
  );
}

export function TenantStatus({ status }: Pick<RegisteredTenant, 'status'>) {
  const { operator } = useTexts();
  return <Badge tone={status === 'active' ? 'success' : 'warning'}>{operator.tenants.status[status]}</Badge>;
}
