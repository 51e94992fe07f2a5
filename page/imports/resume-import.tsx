import type { ImportView } from '../../client/rollcall-client.ts';
import { useClient } from '../api/use-client.ts';
import { usePermission } from '../session/use-own-session.ts';
import { useAction } from '../settings/use-action.ts';
import { useTexts } from '../texts/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { isResumable } from './statuses.ts';

interface ResumeImportProps {
  readonly view: ImportView;
  readonly onResumed: () => void;
}

/** Goes on with an import that has ended before its end. */
export function ResumeImport({ view, onResumed }: ResumeImportProps) {
  const { watch: texts } = useTexts();
  const client = useClient();
  const mayResume = usePermission('imports:write');
  const resumption = useAction(async () => {
    // After a refusal, too: another person may have resumed it.
    await client.resumeImport(view.id).finally(onResumed);
  });
  if (!mayResume || !isResumable(view)) return null;
  return (
    <div className="flex flex-col gap-3">
      <Button
        look="primary"
        isBusy={resumption.isBusy}
        onClick={() => void resumption.run()}
        className="self-start"
      >
        {texts.resume.button}
      </Button>
      {resumption.error !== undefined && <FailureNotice error={resumption.error} />}
    </div>
  );
}
