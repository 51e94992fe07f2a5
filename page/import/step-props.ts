import type { ImportTypeSummary } from '../api/views.ts';
import type { DraftPatch, ImportDraft } from '../draft/draft.ts';
import type { OwnSession } from '../session/use-own-session.ts';

/** What the component of each step receives. */
export interface StepProps {
  readonly draft: ImportDraft;
  /** The import types that the session allows. */
  readonly importTypes: readonly ImportTypeSummary[];
  readonly session: OwnSession;
  readonly change: (patch: DraftPatch) => void;
  /** To the next step that is needed. Call it after `change`. */
  readonly next: () => void;
  /** To the step before; undefined in the first one. */
  readonly back: (() => void) | undefined;
}
