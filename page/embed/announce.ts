import { hasEnded, type ImportView } from '../../client/rollcall-client.ts';

/** What the host learns of an import. */
export interface ImportEvent {
  readonly importId: string;
  readonly status: ImportView['status'];
}

type Say = (what: 'completed' | 'failed' | 'closed', detail: ImportEvent | undefined) => void;

/** Records were imported, or evaluated as the person wanted. */
const COMPLETED: readonly ImportView['status'][] = ['COMPLETED', 'COMPLETED_WITH_ERRORS', 'EVALUATED'];

/**
 * Tells the host once for each attempt of an import how it has ended. An import that had ended when it was opened is no
 * news, unless it is one of this frame: `opened` names the other one.
 */
export function createAnnouncer(say: Say, opened: string | undefined) {
  const told = new Set<string>();
  let last: ImportEvent | undefined;
  let isOpened = opened !== undefined;
  return {
    seen(view: ImportView): void {
      const { id: importId, status, attempt } = view;
      last = { importId, status };
      const isOld = isOpened && importId === opened;
      if (isOld) isOpened = false;
      if (!hasEnded(view)) return;
      const key = `${importId} ${attempt}`;
      if (!told.has(key) && !isOld) say(COMPLETED.includes(status) ? 'completed' : 'failed', last);
      told.add(key);
    },
    /** The person wants to leave. The import that was seen last is named, if there is one. */
    close: (): void => say('closed', last),
  };
}
