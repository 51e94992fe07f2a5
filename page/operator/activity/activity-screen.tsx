import { answer } from '../../../client/connect.ts';
import { useClient } from '../../api/use-client.ts';
import { usePolled } from '../../api/use-polled.ts';
import type { StageFilters } from '../../routing/routes.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { EmptyCard } from '../../ui/empty-state.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Screen } from '../../ui/screen.tsx';
import { DEFAULT_PERIOD, periodFrom } from '../list-stage-imports.ts';
import { StagePeriodFilters } from '../stage-filter-bar.tsx';
import { Plot } from './plot.tsx';
import { barsOf, type HourOfActivity, IMPORT_SERIES, RECORD_SERIES } from './plot-bars.ts';

/** A request counts all imports of the period. */
const PAUSE_MS = 60_000;

/** Throughput and failures over time. */
export function ActivityScreen({ filters }: { readonly filters: StageFilters }) {
  const { operator } = useTexts();
  const { activity: texts } = operator;
  const { http } = useClient();
  const { tenant, days = DEFAULT_PERIOD } = filters;
  const polled = usePolled(
    `operator activity ${JSON.stringify([tenant, days])}`,
    async (_, signal) => {
      const query = { from: periodFrom(days, Date.now()), ...(tenant !== undefined && { tenant }) };
      return { data: await answer(http.GET('/v1/stage/activity', { params: { query }, signal })) };
    },
    { pauseMs: () => PAUSE_MS },
  );
  const { error, refresh } = polled;
  const data = polled.data ?? polled.previous;
  return (
    <Screen title={texts.title} subtitle={texts.subtitle}>
      <StagePeriodFilters section="activity" filters={filters} />
      {error !== undefined && <FailureNotice error={error} onRetry={refresh} />}
      {data === undefined && error === undefined && <Loading />}
      {data?.complete === false && <Notice tone="warning" title={texts.incomplete} />}
      {data?.hours.length === 0 && (
        <EmptyCard icon="clock" title={texts.none.title}>
          {texts.none.advice}
        </EmptyCard>
      )}
      {data !== undefined && data.hours.length > 0 && (
        <Plots hours={data.hours} days={days} to={Date.parse(data.to)} />
      )}
    </Screen>
  );
}

interface PlotsProps {
  readonly hours: readonly HourOfActivity[];
  readonly days: string;
  readonly to: number;
}

function Plots({ hours, days, to }: PlotsProps) {
  const { operator } = useTexts();
  const { activity: texts } = operator;
  return (
    <>
      <Plot
        title={texts.records}
        about={texts.recordsAbout}
        bars={barsOf(hours, { days, to }, RECORD_SERIES)}
        series={[
          { label: texts.processed, look: 'good' },
          { label: texts.failed, look: 'bad' },
        ]}
      />
      <Plot
        title={texts.imports}
        about={texts.importsAbout}
        bars={barsOf(hours, { days, to }, IMPORT_SERIES)}
        series={[
          { label: texts.succeeded, look: 'good' },
          { label: texts.withErrors, look: 'warning' },
          { label: texts.unsuccessful, look: 'bad' },
        ]}
      />
    </>
  );
}
