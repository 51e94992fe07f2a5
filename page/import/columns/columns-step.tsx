import { useClient } from '../../api/use-client.ts';
import { useLoaded } from '../../api/use-polled.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Loading } from '../../ui/loading.tsx';
import { StepFrame } from '../step-frame.tsx';
import type { StepProps } from '../step-props.ts';
import { useFileSettings } from '../use-open-check.ts';
import { ChooseColumns } from './choose-columns.tsx';
import { useRememberedColumns } from './use-remembered-columns.ts';

/** Which field each column of the file is. */
export default function ColumnsStep(props: StepProps) {
  const { columns: texts } = useTexts();
  const client = useClient();
  const { importType = '', found } = props.draft;
  const type = useLoaded(`import-type ${importType}`, async () => client.getImportType(importType));
  const settings = useFileSettings(importType);
  const remembered = useRememberedColumns(importType);
  const all = [type, settings, remembered];
  const error = all.find((one) => one.error !== undefined)?.error;
  if (found !== undefined && type.data && settings.data && remembered.data)
    return (
      <ChooseColumns
        {...props}
        found={found}
        type={type.data}
        settings={settings.data}
        remembered={remembered.data}
      />
    );
  // Without a frame: its buttons would move when the columns are there.
  if (error === undefined) return <Loading />;
  return (
    <StepFrame title={texts.title} back={props.back}>
      <FailureNotice
        error={error}
        onRetry={() => {
          for (const one of all) one.refresh();
        }}
      />
    </StepFrame>
  );
}
