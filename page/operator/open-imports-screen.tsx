import { answer } from '../../client/connect.ts';
import type { RollcallClient } from '../../client/rollcall-client.ts';
import { useClient } from '../api/use-client.ts';
import { usePolled } from '../api/use-polled.ts';
import { useTexts } from '../texts/use-texts.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { Loading } from '../ui/loading.tsx';
import { Notice } from '../ui/notice.tsx';
import { Screen } from '../ui/screen.tsx';
import { QueueTable } from './queue-table.tsx';
import { queuesOf } from './queues.ts';
import type { OpenImport } from './views.ts';

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
  const { data, error, refresh } = usePolled(
    'operator open',
    async (_, signal) => ({ data: await listOpen(client, signal) }),
    { pauseMs: () => PAUSE_MS },
  );
  const now = Date.now();
  const queues = queuesOf(data ?? [], now);
  const stuck = queues.reduce((sum, queue) => sum + queue.stuck, 0);
  return (
    <Screen title={texts.title} subtitle={texts.subtitle}>
      {error !== undefined && <FailureNotice error={error} onRetry={refresh} />}
      {data === undefined && error === undefined && <Loading />}
      {data?.length === 0 && (
        <div className="rounded-card border border-line bg-surface">
          <EmptyState icon="check" title={texts.none.title}>
            {texts.none.advice}
          </EmptyState>
        </div>
      )}
      {stuck > 0 && (
        <Notice tone="danger" title={texts.stuck(stuck)}>
          {texts.stuckAbout}
        </Notice>
      )}
      {queues.map((queue) => (
        <QueueTable key={queue.tenant} queue={queue} now={now} />
      ))}
    </Screen>
  );
}
