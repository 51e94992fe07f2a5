import { STATUS_TONES } from '../imports/status-badge.tsx';
import { useFormat, useTexts } from '../texts/use-texts.ts';
import { Link } from '../ui/link.tsx';
import { Notice } from '../ui/notice.tsx';
import type { StageImportDetails } from './views.ts';
import { hasEndStatus, isStuck, type WhyOpen, whyOpen } from './why-open.ts';

/**
 * Why an import does not go on, or why it ended before its end. Also shown where all is well, so that what is below does not
 * move when the status changes by itself.
 */
export function WhyNotice({ one }: { readonly one: StageImportDetails }) {
  const { detail, operator: texts } = useTexts();
  const format = useFormat();
  if (one.stage === 'ended') {
    const byStatus: Readonly<Record<string, string>> = detail.reason;
    return (
      <Notice tone={STATUS_TONES[one.status]} title={byStatus[one.status] ?? texts.hasEnded}>
        {one.reasonCode !== undefined && <p>{texts.reasonCode(one.reasonCode)}</p>}
        {one.failure !== undefined && <Failure failure={one.failure} />}
      </Notice>
    );
  }
  const why = whyOpen(one);
  const now = Date.now();
  const seconds = (now - Date.parse(one.updatedAt)) / 1000;
  const title = why.kind === 'working' && !isStuck(one, now) ? texts.goesOn : texts.why[why.kind];
  return (
    <Notice tone={isStuck(one, now) ? 'danger' : 'info'} title={title}>
      <WhyDetail why={why} />
      <p className={hasEndStatus(one.status) ? '' : 'pt-1'}>{texts.sinceChange(format.duration(seconds))}</p>
    </Notice>
  );
}

function WhyDetail({ why }: { readonly why: WhyOpen }) {
  const { operator: texts } = useTexts();
  if (why.kind === 'failing') return <Failure failure={why.failure} />;
  if (why.kind !== 'turn') return null;
  return (
    <p>
      <Link to={{ name: 'operator', section: 'imports', item: why.turnOf }}>{texts.import.turnOf}</Link>
    </p>
  );
}

export function Failure({ failure }: { readonly failure: NonNullable<StageImportDetails['failure']> }) {
  const { operator: texts } = useTexts();
  return (
    <>
      <p lang="en" className="font-mono text-xs break-words">
        {failure.error}: {failure.cause}
      </p>
      <p>
        {texts.chunk(failure.chunk)} {failure.isFinal ? texts.failedFinally : texts.triedAgain}
      </p>
    </>
  );
}
