import { useTexts } from '../../texts/use-texts.ts';
import { EmptyCard } from '../../ui/empty-state.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Loading } from '../../ui/loading.tsx';
import { GROUP_MEMBERS } from '../flow.ts';
import { StepFrame } from '../step-frame.tsx';
import type { StepProps } from '../step-props.ts';
import { useFileSettings } from '../use-open-check.ts';
import { GroupForm } from './group-form.tsx';

/** Into which group the members of a file are imported, and what they are there. */
export default function GroupStep(props: StepProps) {
  const { group: texts } = useTexts().import;
  const { data, error, refresh } = useFileSettings(GROUP_MEMBERS);
  if (data !== undefined && data.memberGroups.length > 0) return <GroupForm {...props} settings={data} />;
  if (data === undefined && error === undefined) return <Loading />;
  return (
    <StepFrame title={texts.title} back={props.back}>
      {data === undefined ? (
        <FailureNotice error={error} onRetry={refresh} />
      ) : (
        <EmptyCard icon="list" title={texts.none.title}>
          {texts.none.advice}
        </EmptyCard>
      )}
    </StepFrame>
  );
}
