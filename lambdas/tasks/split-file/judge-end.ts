import { readSource } from '../../adapters/read-object.ts';
import type { ObjectStore } from '../../adapters/s3-object-store.ts';
import type { FileLayout, ObjectReference } from '../../contracts/file-layout.ts';
import { enclosingObject } from '../../core/inspection/enclosing-object.ts';
import { judgeBehindArray, MAX_BEHIND_ARRAY } from '../../core/inspection/judge-behind-array.ts';
import { pageProblem } from '../../core/inspection/page-of-export.ts';
import { rejectArray } from '../../core/inspection/reject-array.ts';
import { type Rejection, reject } from '../../core/inspection/rejection.ts';
import type { ArrayProblem } from '../../core/records/record.ts';

interface Scanned {
  readonly objects: Pick<ObjectStore, 'open'>;
  readonly content: ObjectReference;
  readonly layout: FileLayout;
}

/**
 * Why the records of a JSON file may not be all there are.
 * @param problem what the scanner found at the end of the file
 * @param records how many it has
 */
export async function judgeEnd(
  { objects, content, layout }: Scanned,
  problem: ArrayProblem | undefined,
  records: number,
): Promise<Rejection | undefined> {
  const enclosing = layout.format === 'json' ? layout.enclosing : undefined;
  if (enclosing === 'object' && problem === undefined) return judgeBehindArray(Buffer.alloc(0), true);
  if (problem === undefined) return undefined;
  if (enclosing === 'none') return judgeSequence(problem);
  if (enclosing !== 'object' || problem.kind !== 'text_behind') return rejectArray(problem);
  const end = Math.min(content.size, problem.offset + MAX_BEHIND_ARRAY);
  const rest = await readSource(objects, content, { start: problem.offset, end });
  const behind = judgeBehindArray(rest, end === content.size);
  if (behind !== undefined) return behind;
  const before = await readSource(objects, content, { start: 0, end: layout.offset });
  const enclosed = enclosingObject(before, rest);
  return enclosed && pageProblem(enclosed, records);
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
