import { useRef } from 'preact/compat';
import type { ImportView } from '../../../client/rollcall-client.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Card } from '../../ui/card.tsx';
import { IssueGroups, keyOfGroup } from '../issue-groups.tsx';
import { keepOrder } from './keep-order.ts';

/** What has failed so far. */
export function RunningCounts({ progress }: { readonly progress: ImportView['progress'] }) {
  const { watch: texts } = useTexts();
  const { recordsDone, recordsFailed = 0, warnings = 0 } = progress;
  if (recordsDone === 0) return null;
  return (
    <p className={recordsFailed > 0 ? 'font-medium text-failed' : 'text-muted'}>
      {recordsFailed > 0 ? texts.failedSoFar(recordsFailed) : texts.noneFailed}
      {warnings > 0 && ` · ${texts.warningsSoFar(warnings)}`}
    </p>
  );
}

export function RunningIssues({ issues }: { readonly issues: ImportView['issues'] | undefined }) {
  const { watch: texts } = useTexts();
  const seen = useRef(new Set<string>());
  if (issues === undefined || issues.groups.length === 0) return null;
  const groups = keepOrder(seen.current, issues.groups, keyOfGroup);
  return (
    <Card title={texts.issues}>
      <IssueGroups issues={{ ...issues, groups: [...groups] }} />
    </Card>
  );
}
