import { useClient } from '../../api/use-client.ts';
import { useLoaded } from '../../api/use-polled.ts';
import { LiveList } from '../../lists/live-list.tsx';
import { useLiveList } from '../../lists/use-live-list.ts';
import { navigate } from '../../routing/use-route.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyCard } from '../../ui/empty-state.tsx';
import { ButtonLink } from '../../ui/link.tsx';
import { Screen } from '../../ui/screen.tsx';
import { isStatus } from '../statuses.ts';
import { ImportTable } from './import-table.tsx';
import { ImportsFilters } from './imports-filters.tsx';
import { listImports, MOST_AT_ONCE } from './list-imports.ts';

interface ImportsScreenProps {
  readonly status: string | undefined;
  readonly type: string | undefined;
}

const PAGE_SIZE = 20;
const PAUSE_MS = 3000;
/** Of a list that takes several requests. */
const LONG_PAUSE_MS = 10_000;

/** The imports of the session, the newest first. It stays up to date. */
export default function ImportsScreen({ status, type }: ImportsScreenProps) {
  const texts = useTexts();
  const client = useClient();
  const types = useLoaded('import-types', () => client.listImportTypes());
  const filters = { ...(isStatus(status) && { status }), ...(type && { type }) };
  const live = useLiveList(`imports ${JSON.stringify(filters)}`, {
    load: (rows, etag, signal) => listImports(client, filters, { rows, etag, signal }),
    pauseMs: (rows) => (rows > MOST_AT_ONCE ? LONG_PAUSE_MS : PAUSE_MS),
    rows: PAGE_SIZE,
    more: (rows) => (rows < MOST_AT_ONCE ? MOST_AT_ONCE : rows + MOST_AT_ONCE),
  });
  const importTypes = types.data?.importTypes ?? [];
  const hasFilter = status !== undefined || type !== undefined;
  return (
    <Screen
      title={texts.imports.title}
      subtitle={texts.imports.subtitle}
      actions={
        <ButtonLink to={{ name: 'import' }} look="primary" icon="plus">
          {texts.app.import}
        </ButtonLink>
      }
    >
      <ImportsFilters status={status} type={type} importTypes={importTypes} />
      <LiveList live={live} empty={<NoImports hasFilter={hasFilter} />}>
        {(rows) => <ImportTable rows={rows} importTypes={importTypes} />}
      </LiveList>
    </Screen>
  );
}

function NoImports({ hasFilter }: { readonly hasFilter: boolean }) {
  const texts = useTexts();
  const { title, advice } = hasFilter ? texts.imports.noMatch : texts.imports.none;
  return (
    <EmptyCard
      title={title}
      actions={
        hasFilter ? (
          <Button onClick={() => navigate({ name: 'imports' })}>{texts.imports.clearFilters}</Button>
        ) : (
          <ButtonLink to={{ name: 'import' }}>{texts.app.import}</ButtonLink>
        )
      }
    >
      {advice}
    </EmptyCard>
  );
}
