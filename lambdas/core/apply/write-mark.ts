import type { WriteMark } from '../../contracts/write-mark.ts';

/** One step of one import in one turn of its tenant. */
export interface StepIdentity {
  readonly importId: string;
  readonly fencingToken: number;
  readonly step: string;
  /**
   * The step of which this one does the rest. Of two invocations of a chunk the one whose work counts may have deferred a
   * record that the other, which came later, applied: then that was this step's work.
   */
  readonly continues?: string;
}

/** The mark of an earlier run of this very step, or of the one that it continues, on a user that it wrote. */
export function ownMark(mark: WriteMark | undefined, step: StepIdentity): WriteMark | undefined {
  return mark?.importId === step.importId && isOwn(mark, step) ? mark : undefined;
}

function isOwn(mark: WriteMark, { step, continues }: StepIdentity): boolean {
  return mark.step === step || mark.step === continues;
}

/** Whether this invocation comes too late: the tenant's turn went on, or a later record of the file was applied. */
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
