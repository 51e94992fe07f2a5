import type { FileLayout } from '../contracts/file-layout.ts';
import type { IgnoredMembers } from '../contracts/ignored-members.ts';
import { enclosingObject } from '../core/inspection/enclosing-object.ts';
import { ignoredMembers } from '../core/inspection/ignored-members.ts';
import { judgeBehindArray, MAX_BEHIND_ARRAY } from '../core/inspection/judge-behind-array.ts';
import { pageProblem } from '../core/inspection/page-of-export.ts';
import { rejectArray } from '../core/inspection/reject-array.ts';
import { type Rejection, reject } from '../core/inspection/rejection.ts';
import type { ArrayProblem } from '../core/records/record.ts';

interface Scanned {
  readonly layout: FileLayout;
  /** Bytes of the content. */
  readonly size: number;
  /** Reads bytes of the content. */
  readonly read: (start: number, end: number) => Promise<Buffer>;
}

export interface Ending {
  readonly rejection?: Rejection | undefined;
  /** What is next to the array of records. */
  readonly ignored?: IgnoredMembers | undefined;
}

/**
 * Why the records of a JSON file may not be all there are.
 * @param problem what the scanner found at the end of the file
 * @param records how many it has
 */
export async function judgeEnd(
  { layout, size, read }: Scanned,
  problem: ArrayProblem | undefined,
  records: number,
): Promise<Ending> {
  const enclosing = layout.format === 'json' ? layout.enclosing : undefined;
  if (enclosing === 'object' && problem === undefined)
    return { rejection: judgeBehindArray(Buffer.alloc(0), true) };
  if (problem === undefined) return {};
  if (enclosing === 'none') return { rejection: judgeSequence(problem) };
  if (enclosing !== 'object' || problem.kind !== 'text_behind') return { rejection: rejectArray(problem) };
  const end = Math.min(size, problem.offset + MAX_BEHIND_ARRAY);
  const rest = await read(problem.offset, end);
  const rejection = judgeBehindArray(rest, end === size);
  if (rejection !== undefined) return { rejection };
  const enclosed = enclosingObject(await read(0, layout.offset), rest);
  if (enclosed === undefined) return {};
  const page = pageProblem(enclosed, records);
  return page === undefined ? { ignored: ignoredMembers(enclosed, records) } : { rejection: page };
}

/** Objects that follow each other have no end but that of the file. */
function judgeSequence(problem: ArrayProblem): Rejection | undefined {
  if (problem.kind === 'unclosed_array') return undefined;
  if (problem.kind === 'text_behind') return rejectArray(problem);
  const place = `line ${problem.line} (byte ${problem.offset + 1})`;
  return reject(
    'UNCLOSED_ARRAY',
    `The last JSON object of the file, which begins at ${place}, has no end. The file may have been cut off, or the object lacks a closing bracket or quote. Upload the whole file, or fix that object.`,
  );
}

const NO_RECORDS: Readonly<Record<FileLayout['format'], string>> = {
  csv: 'The file has a header and no records below it. Add at least one row.',
  jsonl: 'The file has no records. Add at least one line.',
  json: 'The file is an empty JSON array. Add at least one object.',
};

/** Why the number of a file's records rejects it. `most`: that its type allows. */
export function judgeCount(records: number, most: number, layout: FileLayout): Rejection | undefined {
  if (records === 0) return reject('NO_RECORDS', NO_RECORDS[layout.format]);
  if (records <= most) return undefined;
  return reject(
    'TOO_MANY_RECORDS',
    `The file has too many records: at most ${most} are allowed. Divide it into smaller files.`,
  );
}
