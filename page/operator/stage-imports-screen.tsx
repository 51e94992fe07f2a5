import { useState } from 'react';
import { useClient } from '../api/use-client.ts';
import { usePolled } from '../api/use-polled.ts';
import type { StageFilters } from '../app/routes.ts';
import { navigate } from '../app/use-route.ts';
import { useTexts } from '../texts/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { Loading } from '../ui/loading.tsx';
import { Screen } from '../ui/screen.tsx';
import { listStageImports } from './list-stage-imports.ts';
import { StageFilterBar } from './stage-filter-bar.tsx';
import { StageImportTable } from './stage-import-table.tsx';

const PAGE_SIZE = 50;
const PAUSE_MS = 5000;

/** The imports of all tenants, the newest first. It stays up to date. */
export function StageImportsScreen({ filters }: { readonly filters: StageFilters }) {
  const { operator: texts, app } = useTexts();
  const client = useClient();
  const [rows, setRows] = useState(PAGE_SIZE);
  const { status, tenant, type, days } = filters;
  const polled = usePolled(
    `operator imports ${JSON.stringify([status, tenant, type, days, rows])}`,
    async (_, signal) => ({
      data: await listStageImports(client, { status, tenant, type, days }, { rows, now: Date.now(), signal }),
    }),
    { pauseMs: () => PAUSE_MS },
  );
  const { error, refresh } = polled;
  // With another filter, the last list stays until the new one is there.
  const data = polled.data ?? polled.previous;
  return (
    <Screen title={texts.imports.title} subtitle={texts.imports.subtitle}>
      <StageFilterBar filters={filters} />
      {error !== undefined && <FailureNotice error={error} onRetry={refresh} />}
      {data === undefined && error === undefined && <Loading />}
      {data !== undefined &&
        (data.imports.length > 0 ? <StageImportTable imports={data.imports} /> : <NoImports />)}
      {data?.hasMore === true && (
        <Button className="self-center" onClick={() => setRows(rows + PAGE_SIZE)}>
          {app.more}
        </Button>
      )}
    </Screen>
  );
}

function NoImports() {
  const { operator: texts, imports } = useTexts();
  return (
    <div className="rounded-card border border-line bg-surface">
      <EmptyState
        title={texts.imports.none}
        actions={
          <Button onClick={() => navigate({ name: 'operator', section: 'imports' })}>
            {imports.clearFilters}
          </Button>
        }
      />
    </div>
  );
}
