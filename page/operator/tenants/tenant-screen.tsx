import { useState } from 'preact/compat';
import { useClient } from '../../api/use-client.ts';
import { useLoaded } from '../../api/use-polled.ts';
import { useFormat, useTexts } from '../../texts/use-texts.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { BackLink } from '../../ui/link.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { UndeliveredMessages } from '../letters/undelivered-messages.tsx';
import { findTenant } from '../list-tenants.ts';
import { AuditTrail } from '../trail/audit-trail.tsx';
import type { RegisteredTenant } from '../views.ts';
import { TenantActs } from './tenant-acts.tsx';
import { TenantStatus } from './tenants-screen.tsx';

/** A tenant: its suspension, its page, messages that did not arrive, and its audit trail. */
export function TenantScreen({ name }: { readonly name: string }) {
  const { operator, problems } = useTexts();
  const { tenants: texts } = operator;
  const client = useClient();
  const { data, error, refresh } = useLoaded(`operator tenant ${name}`, async () => ({
    tenant: await findTenant(client, name),
  }));
  const tenant = data?.tenant;
  return (
    <Screen
      title={name}
      above={<BackLink to={{ name: 'operator', section: 'tenants' }}>{texts.back}</BackLink>}
      subtitle={tenant && <Facts tenant={tenant} />}
      actions={tenant && <TenantActs tenant={tenant} onChanged={refresh} />}
    >
      {error !== undefined && <FailureNotice error={error} onRetry={refresh} />}
      {data === undefined && error === undefined && <Loading />}
      {data !== undefined && tenant === undefined && (
        <Notice tone="danger" title={problems.byKind['not-found'].title}>
          {problems.byKind['not-found'].advice}
        </Notice>
      )}
      {tenant?.status === 'suspended' && <Notice tone="warning" title={texts.suspended} />}
      {tenant?.status === 'active' && <TenantData name={name} />}
    </Screen>
  );
}

/** One at a time: what is above would move what is below when it is loaded. */
function TenantData({ name }: { readonly name: string }) {
  const { operator } = useTexts();
  const [tab, setTab] = useState('messages');
  return (
    <Tabs
      label={operator.tenants.title}
      value={tab}
      onChange={setTab}
      tabs={[
        {
          value: 'messages',
          label: operator.messages.title,
          content: <UndeliveredMessages tenant={name} />,
        },
        { value: 'trail', label: operator.trail.title, content: <AuditTrail tenant={name} /> },
      ]}
    />
  );
}

function Facts({ tenant }: { readonly tenant: RegisteredTenant }) {
  const { operator } = useTexts();
  const format = useFormat();
  const { status, createdAt, requestsPerSecond } = tenant;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 pt-1 text-sm">
      <span role="status">
        <TenantStatus status={status} />
      </span>
      <time dateTime={createdAt}>{operator.tenants.createdAt(format.dateTime(createdAt))}</time>
      {requestsPerSecond !== undefined && (
        <span>
          {operator.tenants.rate}: {format.number(requestsPerSecond)}
        </span>
      )}
    </div>
  );
}
