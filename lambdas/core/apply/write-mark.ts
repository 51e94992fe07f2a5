import type { WriteMark } from '../../contracts/write-mark.ts';

/** Identifies one step of one import in one turn of its tenant. */
export interface StepIdentity {
  readonly importId: string;
  readonly fencingToken: number;
  readonly step: string;
  /**
   * The step that this one completes. When a chunk was invoked twice, the invocation that counts may have deferred a
   * record that the other invocation applied: that was this step's work too.
   */
  readonly continues?: string;
}

/** The mark, if an earlier run of this step, or of the step that it continues, wrote the user. */
export function ownMark(mark: WriteMark | undefined, step: StepIdentity): WriteMark | undefined {
  return mark?.importId === step.importId && isOwn(mark, step) ? mark : undefined;
}

function isOwn(mark: WriteMark, { step, continues }: StepIdentity): boolean {
  return mark.step === step || mark.step === continues;
}

/** Whether this invocation is stale: a later turn, or a later record of the file, has written the user. */
export function isOvertaken(mark: WriteMark | undefined, step: StepIdentity, recordNumber: number): boolean {
  if (mark === undefined) return false;
  if (mark.fencingToken > step.fencingToken) return true;
  return mark.importId === step.importId && !isOwn(mark, step) && mark.lastRecordNumber >= recordNumber;
}

/** Whether the user may have only a part of what a record changes, although the mark has its outcome. */
export function isPartlyApplied(mark: WriteMark | undefined, recordNumber: number): boolean {
  return (
    mark?.partialFrom !== undefined &&
    recordNumber >= mark.partialFrom &&
    mark.outcomes[String(recordNumber)] !== undefined
  );
}

/** Whether records complete a partial update: the last record that the mark has is one of them. */
export function completesPartial(mark: WriteMark | undefined, recordNumbers: readonly number[]): boolean {
  if (mark?.partialFrom === undefined) return false;
  return recordNumbers.includes(Math.max(...Object.keys(mark.outcomes).map(Number)));
}

/** The record that created the user, if the import did. A user keeps the mark of its creation until another record changes it. */
export function creationIn(mark: WriteMark | undefined, importId: string): number | undefined {
  if (mark?.importId !== importId) return undefined;
  const created = Object.entries(mark.outcomes).find(([, outcome]) => outcome === 'created');
  return created && Number(created[0]);
}

/** A mark that says only this. */
export function markOfCreation(importId: string, recordNumber: number): WriteMark {
  const outcomes = { [recordNumber]: 'created' } as const;
  return { importId, fencingToken: 0, step: '', outcomes, lastRecordNumber: 0, released: {} };
}
