import { answer } from '../../../client/connect.ts';
import type { RollcallClient } from '../../../client/rollcall-client.ts';
import { useClient } from '../../api/use-client.ts';
import { LiveList } from '../../lists/live-list.tsx';
import { useLiveList } from '../../lists/use-live-list.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { EmptyCard } from '../../ui/empty-state.tsx';
import { Screen } from '../../ui/screen.tsx';
import type { OpenImport } from '../views.ts';
import { OpenStates } from './open-states.tsx';
import { QueueTable } from './queue-table.tsx';
import { inQueues, queuesOf } from './queues.ts';

const PAUSE_MS = 5000;
const PAGE_SIZE = 100;
/** The oldest ones. A stage with more has a cause that these show too. */
const MOST_PAGES = 5;

async function listOpen({ http }: RollcallClient, signal: AbortSignal): Promise<readonly OpenImport[]> {
  const imports: OpenImport[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query = { limit: PAGE_SIZE, ...(cursor !== undefined && { cursor }) };
    const found = await answer(http.GET('/v1/stage/open-imports', { params: { query }, signal }));
    imports.push(...found.imports);
    cursor = found.next;
    if (cursor === undefined) break;
  }
  return imports;
}

/** What is open in all tenants, in the order of their queues, and why it does not go on. */
export function OpenImportsScreen() {
  const { operator } = useTexts();
  const { open: texts } = operator;
  const client = useClient();
  const live = useLiveList('operator open', {
    load: async (_rows, _etag, signal) => ({
      data: { items: inQueues(await listOpen(client, signal), Date.now()), hasMore: false },
    }),
    pauseMs: () => PAUSE_MS,
  });
  const now = Date.now();
  return (
    <Screen title={texts.title} subtitle={texts.subtitle}>
      {live.newest !== undefined && <OpenStates imports={live.newest} now={now} />}
      <LiveList live={live} left={texts.ended} empty={<NothingOpen />}>
        {(rows) => queuesOf(rows).map((queue) => <QueueTable key={queue.tenant} queue={queue} now={now} />)}
      </LiveList>
    </Screen>
  );
}

function NothingOpen() {
  const { operator } = useTexts();
  const { none } = operator.open;
  return (
    <EmptyCard icon="check" title={none.title}>
      {none.advice}
    </EmptyCard>
  );
}
