import { answer } from '../../client/connect.ts';
import { useClient } from '../api/use-client.ts';
import { usePages } from '../lists/use-pages.ts';
import type { StageFilters } from '../routing/routes.ts';
import { useTexts } from '../texts/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Screen } from '../ui/screen.tsx';
import { DEFAULT_PERIOD, periodFrom } from './list-stage-imports.ts';
import { StagePeriodFilters } from './stage-filter-bar.tsx';
import { TrailEntries } from './trail-entries.tsx';

const PAGE_SIZE = 50;

/** What those who run the stage have done. */
export function StageTrailScreen({ filters }: { readonly filters: StageFilters }) {
  const { operator } = useTexts();
  const { stageTrail: texts } = operator;
  const { http } = useClient();
  const { tenant, days = DEFAULT_PERIOD } = filters;
  const pages = usePages(
    `operator stage trail ${JSON.stringify([tenant, days])}`,
    async (cursor, limit) => {
      const query = {
        limit,
        from: periodFrom(days, Date.now()),
        ...(tenant !== undefined && { tenant }),
        ...(cursor !== undefined && { cursor }),
      };
      const { entries, next } = await answer(http.GET('/v1/stage/audit', { params: { query } }));
      return { items: entries, next };
    },
    PAGE_SIZE,
  );
  return (
    <Screen
      title={texts.title}
      subtitle={texts.subtitle}
      actions={<Button onClick={pages.refresh}>{operator.letters.refresh}</Button>}
    >
      <StagePeriodFilters section="audit" tenant={tenant} days={days} />
      <Card>
        <TrailEntries pages={pages} about={tenant} />
      </Card>
    </Screen>
  );
}
