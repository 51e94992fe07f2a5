import { RESERVED } from '../../../lambdas/core/round-trip/reserved-names.ts';
import type { CheckSummary, ColumnOfGrid } from '../../check/protocol.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Notice } from '../../ui/notice.tsx';

interface CleanNoticeProps {
  readonly summary: CheckSummary;
  readonly columns: readonly ColumnOfGrid[];
}

/** That a file has no problems, until an edit makes one. Its place stays the same. */
export function CleanNotice({ summary: { records, bad }, columns }: CleanNoticeProps) {
  const { check: texts } = useTexts();
  if (bad > 0)
    return (
      <Notice tone="warning" title={texts.checked(records, bad)}>
        {texts.issuesHelp}
      </Notice>
    );
  if (columns.some(({ name }) => name === RESERVED.errors))
    return (
      <Notice tone="warning" title={texts.cleanFailed.title}>
        {texts.cleanFailed.advice(RESERVED.errors)}
      </Notice>
    );
  return (
    <Notice tone="success" title={texts.clean.title}>
      {texts.clean.advice}
    </Notice>
  );
}
