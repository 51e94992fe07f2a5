import { useClient } from '../../api/use-client.ts';
import { LiveList } from '../../lists/live-list.tsx';
import { useLiveList } from '../../lists/use-live-list.ts';
import type { StageFilters } from '../../routing/routes.ts';
import { navigate } from '../../routing/use-route.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyCard } from '../../ui/empty-state.tsx';
import { Screen } from '../../ui/screen.tsx';
import { listStageImports } from '../list-stage-imports.ts';
import { StageFilterBar } from '../stage-filter-bar.tsx';
import { StageImportTable } from './stage-import-table.tsx';

const PAGE_SIZE = 50;
const PAUSE_MS = 5000;

/** The imports of all tenants, the newest first. It stays up to date. */
export function StageImportsScreen({ filters }: { readonly filters: StageFilters }) {
  const { operator: texts } = useTexts();
  const client = useClient();
  const { status, tenant, type, days } = filters;
  const live = useLiveList(`operator imports ${JSON.stringify([status, tenant, type, days])}`, {
    async load(rows, _, signal) {
      const options = { rows, now: Date.now(), signal };
      return { data: await listStageImports(client, { status, tenant, type, days }, options) };
    },
    pauseMs: () => PAUSE_MS,
    rows: PAGE_SIZE,
    more: (rows) => rows + PAGE_SIZE,
  });
  return (
    <Screen title={texts.imports.title} subtitle={texts.imports.subtitle}>
      <StageFilterBar filters={filters} />
      <LiveList live={live} empty={<NoImports />}>
        {(rows) => <StageImportTable rows={rows} />}
      </LiveList>
    </Screen>
  );
}

function NoImports() {
  const { operator: texts, imports } = useTexts();
  return (
    <EmptyCard
      title={texts.imports.none}
      actions={
        <Button onClick={() => navigate({ name: 'operator', section: 'imports' })}>
          {imports.clearFilters}
        </Button>
      }
    />
  );
}
