import type { CheckedDraft, LeftOutRecords } from '../../draft/draft.ts';
import { fileCheck } from '../open-check.ts';

/** The file that is sent: as it was chosen where nothing of it was changed, otherwise as it was corrected. */
export async function allRecords(file: File): Promise<CheckedDraft> {
  const { inspected, summary } = fileCheck.state();
  const isChanged = summary?.edits.canUndo ?? false;
  if (!isChanged && inspected?.sentAs === undefined)
    return { file, fileName: file.name, records: summary?.records ?? 0, isRewritten: false };
  return { ...(await fileCheck.ask('export', { records: 'all' })), isRewritten: true };
}

/**
 * The records without errors, to be sent, and a file of the others for the person.
 * @param nameOf the name of that file, by the name of the file that was chosen
 */
export async function goodRecords(
  nameOf: (fileName: string) => string,
): Promise<CheckedDraft & { readonly leftOut: LeftOutRecords }> {
  const good = await fileCheck.ask('export', { records: 'good' });
  const bad = await fileCheck.ask('export', { records: 'bad' });
  const file = new File([bad.file], nameOf(bad.fileName));
  return { ...good, isRewritten: true, leftOut: { file, records: bad.records } };
}
