import { useState } from 'react';
import { answer } from '../../client/connect.ts';
import { useClient } from '../api/use-client.ts';
import { useLoaded } from '../api/use-polled.ts';
import { useFormat, useTexts } from '../texts/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { Loading } from '../ui/loading.tsx';
import { hasTenantClient, tenantClientOf } from './tenant-client.ts';
import type { AuditEntry } from './views.ts';

interface AuditTrailProps {
  readonly tenant: string;
  readonly importId: string;
  /** Another text reads the trail again. */
  readonly changed: string;
}

/** It is data of the tenant: it is read with a session of the tenant, which the operator asks for. */
export function AuditTrail(props: AuditTrailProps) {
  const { operator: texts } = useTexts();
  const client = useClient();
  const [isOpen, setIsOpen] = useState(false);
  const shows = isOpen || hasTenantClient(client, props.tenant);
  return (
    <Card title={texts.trail.title}>
      {shows ? (
        <Entries {...props} />
      ) : (
        <div className="flex flex-wrap items-center justify-between gap-4">
          <p className="max-w-prose text-sm text-muted">{texts.trail.about}</p>
          <Button onClick={() => setIsOpen(true)}>{texts.trail.show}</Button>
        </div>
      )}
    </Card>
  );
}

function Entries({ tenant, importId, changed }: AuditTrailProps) {
  const { operator: texts } = useTexts();
  const operator = useClient();
  const { data, previous, error, refresh } = useLoaded(`operator trail ${importId} ${changed}`, () =>
    answer(tenantClientOf(operator, tenant).http.GET('/v1/audit', { params: { query: { importId } } })),
  );
  const entries = (data ?? previous)?.entries;
  if (error !== undefined) return <FailureNotice error={error} onRetry={refresh} />;
  if (entries === undefined) return <Loading />;
  if (entries.length === 0) return <p className="text-sm text-muted">{texts.trail.none}</p>;
  return (
    <ol className="divide-y divide-line text-sm">
      {entries.map((entry) => (
        <Entry key={`${entry.requestId} ${entry.at} ${entry.operation}`} entry={entry} />
      ))}
    </ol>
  );
}

function Entry({ entry }: { readonly entry: AuditEntry }) {
  const { operator: texts } = useTexts();
  const format = useFormat();
  const { kind, id, person } = entry.by;
  return (
    <li className="grid gap-x-4 gap-y-0.5 py-2.5 first:pt-0 last:pb-0 sm:grid-cols-[12rem_minmax(0,1fr)_auto]">
      <span className="font-mono text-xs leading-6 break-all">{entry.operation}</span>
      <span className="min-w-0 break-words">
        {texts.trail.by[kind]} <span className="font-mono text-xs break-all">{id}</span>
        {person !== undefined && ` · ${person}`}
      </span>
      <time dateTime={entry.at} className="text-muted">
        {format.dateTime(entry.at)}
      </time>
    </li>
  );
}
