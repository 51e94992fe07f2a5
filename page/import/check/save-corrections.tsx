import { useAction } from '../../settings/use-action.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { saveFile } from '../../ui/save-as.ts';
import { fileCheck, useFileCheck } from '../open-check.ts';

/** The file with its corrections as a download, for a person who cannot go on here. Nothing without corrections. */
export default function SaveCorrections() {
  const { session: texts } = useTexts();
  const { summary } = useFileCheck();
  const saving = useAction(async () => {
    await fileCheck.settled();
    const { file, fileName } = await fileCheck.ask('export', { records: 'all' });
    saveFile(file, fileName);
  });
  if (summary?.edits.canUndo !== true) return null;
  return (
    <Button isBusy={saving.isBusy} onClick={() => void saving.run()}>
      {texts.saveCorrections}
    </Button>
  );
}
