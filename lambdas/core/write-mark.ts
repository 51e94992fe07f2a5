import type { WriteMark } from '../contracts/write-mark.ts';

/** One step of one import in one turn of its tenant. */
export interface StepIdentity {
  readonly importId: string;
  readonly turn: number;
  readonly step: string;
}

/** The mark of an earlier run of this very step, on a user that it wrote. */
export function ownMark(mark: WriteMark | undefined, step: StepIdentity): WriteMark | undefined {
  return mark?.importId === step.importId && mark.step === step.step ? mark : undefined;
}

/** Whether this invocation comes too late: the tenant's turn went on, or a later record of the file was applied. */
export function isOvertaken(mark: WriteMark | undefined, step: StepIdentity, recordNumber: number): boolean {
  if (mark === undefined) return false;
  if (mark.turn > step.turn) return true;
  return mark.importId === step.importId && mark.step !== step.step && mark.through >= recordNumber;
}
