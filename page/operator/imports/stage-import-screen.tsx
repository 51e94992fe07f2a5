import { answer } from '../../../client/connect.ts';
import { growingPause } from '../../api/poll.ts';
import { isTransient } from '../../api/problems.ts';
import { useClient } from '../../api/use-client.ts';
import { usePolled } from '../../api/use-polled.ts';
import { OutcomeSummary } from '../../imports/outcome-bar.tsx';
import { ProgressSummary } from '../../imports/progress/progress-summary.tsx';
import { isRunning } from '../../imports/statuses.ts';
import { useFormat, useTexts } from '../../texts/use-texts.ts';
import { Card } from '../../ui/card.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { BackLink } from '../../ui/link.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Screen } from '../../ui/screen.tsx';
import { StageStatus } from '../stage-status.tsx';
import { AuditTrail } from '../trail/audit-trail.tsx';
import type { StageImportDetails } from '../views.ts';
import { WhyNotice } from '../why-notice.tsx';
import { StageImportActs } from './stage-import-acts.tsx';
import { StageImportFacts } from './stage-import-facts.tsx';

/** An import of any tenant, as operators see it: without file names and values. */
export function StageImportScreen({ importId }: { readonly importId: string }) {
  const { operator: texts, app } = useTexts();
  const client = useClient();
  const { data, error, refresh } = usePolled(
    `operator import ${importId}`,
    async (_, signal) => ({
      data: await answer(
        client.http.GET('/v1/stage/imports/{importId}', { params: { path: { importId } }, signal }),
      ),
    }),
    { pauseMs: (elapsedMs, last) => (last?.stage === 'ended' ? undefined : growingPause(elapsedMs)) },
  );
  return (
    <Screen
      title={data === undefined ? texts.import.title : texts.import.titleOf(data.tenant)}
      above={<BackLink to={{ name: 'operator', section: 'imports' }}>{texts.import.back}</BackLink>}
      subtitle={data && <Subtitle one={data} />}
      actions={data && <StageImportActs one={data} onDone={refresh} />}
    >
      {error !== undefined &&
        (data !== undefined && isTransient(error) ? (
          <Notice tone="warning" isLive title={app.connectionLost.title}>
            {app.connectionLost.advice}
          </Notice>
        ) : (
          <FailureNotice error={error} onRetry={refresh} />
        ))}
      {data === undefined && error === undefined && <Loading />}
      {data !== undefined && <Parts one={data} />}
    </Screen>
  );
}

function Subtitle({ one }: { readonly one: StageImportDetails }) {
  const texts = useTexts();
  const format = useFormat();
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 pt-1 text-sm">
      <span role="status">
        <StageStatus status={one.status} />
      </span>
      <span>{one.importType}</span>
      <time dateTime={one.createdAt}>{texts.detail.startedAt(format.dateTime(one.createdAt))}</time>
      {one.attempt > 1 && <span>{texts.detail.attempt(one.attempt)}</span>}
    </div>
  );
}

function Parts({ one }: { readonly one: StageImportDetails }) {
  const texts = useTexts();
  return (
    <>
      {/* As high in most states, so that what is below does not move when the status changes by itself. */}
      <div className="grid grid-rows-[auto_1fr] gap-6 lg:min-h-80">
        <div className="lg:min-h-25">
          <WhyNotice one={one} />
        </div>
        {isRunning(one.status) && <ProgressSummary view={one} />}
        {!isRunning(one.status) && (
          <Card
            title={
              one.status === 'AWAITING_CONFIRMATION' ? texts.operator.import.wouldBe : texts.detail.result
            }
          >
            {one.counts !== undefined && one.counts.records > 0 ? (
              <OutcomeSummary counts={one.counts} />
            ) : (
              <p className="text-sm text-muted">{texts.operator.import.noRecords}</p>
            )}
          </Card>
        )}
      </div>
      <StageImportFacts one={one} />
      {/* Another status is the effect of an act, which the trail then has. */}
      <AuditTrail
        key={one.tenant}
        tenant={one.tenant}
        importId={one.id}
        changed={`${one.status} ${one.attempt}`}
      />
    </>
  );
}
