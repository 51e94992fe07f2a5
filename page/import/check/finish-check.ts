import type { CheckedDraft } from '../../draft/draft.ts';
import { fileCheck } from '../open-check.ts';

/** The file that is sent: as it was chosen where nothing of it was changed, otherwise as it was corrected. */
export async function allRecords(file: File): Promise<CheckedDraft> {
  const { inspected, summary } = fileCheck.state();
  const isChanged = summary?.edits.canUndo ?? false;
  if (!isChanged && inspected?.sentAs === undefined)
    return { file, fileName: file.name, records: summary?.records ?? 0, isRewritten: false };
  return { ...(await fileCheck.ask('export', { records: 'all' })), isRewritten: true };
}

/** The records without errors, to be sent, and a file of the others for the person. */
export async function goodRecords(): Promise<{ readonly good: CheckedDraft; readonly bad: File }> {
  const good = await fileCheck.ask('export', { records: 'good' });
  const bad = await fileCheck.ask('export', { records: 'bad' });
  return { good: { ...good, isRewritten: true }, bad: new File([bad.file], bad.fileName) };
}
