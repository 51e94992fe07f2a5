import { MAX_RECORDS } from '../../../lambdas/core/import-type/report-limits.ts';
import type { CheckSummary, FileRejection } from '../protocol.ts';
import type { Block, CheckedFile } from './checked-file.ts';
import { findConflicts } from './find-conflicts.ts';
import { pause } from './pause.ts';
import { type IsEdited, recheck, updateDuplicates } from './recheck.ts';
import { splitContent } from './split-content.ts';
import { type CheckState, summarise } from './summarise.ts';

/** Milliseconds between two reports of progress. */
const REPORT_MS = 100;

export interface CheckRun {
  /** Checks the whole file. */
  run(): Promise<void>;
  /** Checks blocks again, and what depends on their records elsewhere in the file. */
  again(blocks: readonly Block[], isEdited: IsEdited): Promise<void>;
  stop(): void;
  summary(): CheckSummary;
}

export interface RunOptions {
  /** Whether the content may have bytes that are no text. */
  readonly isStoredInUtf8: boolean;
  /** Why the content cannot be read. */
  readonly rejection?: FileRejection | undefined;
  readonly now: () => number;
  /** Users that are compared with each other: see `createRecordPlanner`. */
  readonly maxUsers?: number | undefined;
  readonly onProgress: (summary: CheckSummary) => void;
}

export function createCheckRun(
  file: CheckedFile,
  { isStoredInUtf8, rejection: known, now, maxUsers, onProgress }: RunOptions,
): CheckRun {
  let state: CheckState = { state: 'checking', progress: 0 };
  let isStopped = false;
  let reportedAt = now();

  async function checkAll(
    blocks: readonly Block[],
    progressOf: (block: Block) => number,
    isEdited?: IsEdited,
  ): Promise<void> {
    for (const block of blocks) {
      if (isStopped) return;
      await recheck(file, block, isEdited);
      await pause();
      report(progressOf(block));
    }
  }

  function report(progress: number): void {
    state = { ...state, progress };
    if (now() - reportedAt >= REPORT_MS) {
      reportedAt = now();
      onProgress(summarise(file, state));
    }
  }

  async function checkFound(found: readonly Block[]): Promise<boolean> {
    await checkAll(found, ({ range }) => range.end / Math.max(1, file.content.size));
    return !isStopped;
  }

  /** What the records of the file do to each other. Records that change meanwhile make it go on. */
  async function settle(): Promise<void> {
    const { progress } = state;
    for (;;) {
      // Those that are duplicates now, or none any more, lose or get their keys.
      const none = () => false;
      await checkAll(updateDuplicates(file), () => progress, none);
      if (isStopped || !file.conflicts.isStale) return;
      const goesOn = () => {
        report(progress);
        return !isStopped;
      };
      await findConflicts(file, goesOn, maxUsers);
    }
  }

  return {
    async run() {
      const rejection = known ?? (await checkContent(file, isStoredInUtf8, checkFound));
      do await settle();
      while (!isStopped && file.conflicts.isStale);
      state = rejection
        ? { state: 'rejected', progress: 1, rejection: { code: rejection.code, message: rejection.message } }
        : { state: 'checked', progress: 1 };
    },
    async again(blocks, isEdited) {
      const { progress } = state;
      await checkAll(
        blocks.filter(({ issues }) => issues !== undefined),
        () => progress,
        isEdited,
      );
      if (state.state !== 'checking') await settle();
    },
    stop() {
      isStopped = true;
    },
    summary: () => summarise(file, state),
  };
}

/** Finds the blocks of the content. `check` is called with some of them; false: it is stopped. */
async function checkContent(
  file: CheckedFile,
  isStoredInUtf8: boolean,
  check: (found: readonly Block[]) => Promise<boolean>,
): Promise<FileRejection | undefined> {
  const { content, source, blocks } = file;
  const { maxRecords = MAX_RECORDS } = source.type;
  const split = splitContent({ content, layout: source.layout, isStoredInUtf8, maxRecords });
  for (;;) {
    const next = await split.next();
    if (next.done) {
      file.ignored = next.value.ignored;
      return next.value.rejection;
    }
    const found = next.value.map((range, i) => ({ index: blocks.length + i, range }));
    blocks.push(...found);
    if (!(await check(found))) return undefined;
  }
}
