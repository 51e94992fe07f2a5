import { answer } from '../../../client/connect.ts';
import { useClient } from '../../api/use-client.ts';
import { usePages } from '../../lists/use-pages.ts';
import type { StageFilters } from '../../routing/routes.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Screen } from '../../ui/screen.tsx';
import { DEFAULT_PERIOD, periodFrom } from '../list-stage-imports.ts';
import { openSection, StagePeriodFilters } from '../stage-filter-bar.tsx';
import { ActSelect } from './act-select.tsx';
import { TrailEntries } from './trail-entries.tsx';

const PAGE_SIZE = 50;

/** What those who run the stage have done. */
export function StageTrailScreen({ filters }: { readonly filters: StageFilters }) {
  const { operator } = useTexts();
  const { stageTrail: texts } = operator;
  const { http } = useClient();
  const { tenant, days = DEFAULT_PERIOD, act } = filters;
  const pages = usePages(
    `operator stage trail ${JSON.stringify([tenant, days, act])}`,
    async (cursor, limit) => {
      const query = {
        limit,
        from: periodFrom(days, Date.now()),
        ...(tenant !== undefined && { tenant }),
        ...(act !== undefined && { operation: act }),
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
      <StagePeriodFilters section="audit" filters={filters}>
        <ActSelect isOfStage act={act} onChange={(next) => openSection('audit', { ...filters, act: next })} />
      </StagePeriodFilters>
      <Card>
        <TrailEntries pages={pages} about={tenant} />
      </Card>
    </Screen>
  );
}
