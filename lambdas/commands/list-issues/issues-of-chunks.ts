import type { ImportStore } from '../../adapters/dynamo-import-store.ts';
import type { ObjectStore } from '../../adapters/s3-object-store.ts';
import type { ChunkItem } from '../../contracts/chunk.ts';
import type { ChunkPhase } from '../../core/naming/item-keys.ts';
import type { LocatedIssue } from '../../core/wording/group-issues.ts';
import { readPart } from '../../reporting/read-part.ts';
import type { Wanted } from './issues-of-file.ts';

export interface ChunkIssuesPorts {
  readonly objects: Pick<ObjectStore, 'openByKey'>;
  readonly resultsBucket: string;
  readonly chunks: Readonly<Record<ChunkPhase, Pick<ImportStore, 'readChunk'>>>;
}

interface Place {
  readonly chunk: number;
  /** How many issues of the chunk come before. */
  readonly skipped: number;
}

/** Of one page: chunks without issues cost one read of an item each, others the results of all their records. */
const MAX_CHUNKS = 50;
const MAX_PARTS = 3;

/** The issues of the chunks that are done, up to the first that is not. */
export async function issuesOfChunks(
  from: Place & { readonly importId: string; readonly phase: ChunkPhase },
  wanted: Wanted,
  ports: ChunkIssuesPorts,
): Promise<{ readonly issues: readonly LocatedIssue[]; readonly next?: Place }> {
  const issues: LocatedIssue[] = [];
  let parts = 0;
  for (let chunk = from.chunk; ; chunk += 1) {
    const item = await ports.chunks[from.phase].readChunk(from.importId, chunk);
    if (item === undefined || item.status === 'RUNNING') return { issues };
    const skipped = chunk === from.chunk ? from.skipped : 0;
    if (chunk - from.chunk >= MAX_CHUNKS || parts === MAX_PARTS) return { issues, next: { chunk, skipped } };
    if (!hasIssues(item)) continue;
    parts += 1;
    const left = take(issues, (await issuesOf(ports, item)).slice(skipped), wanted);
    if (left !== undefined) return { issues, next: { chunk, skipped: skipped + left } };
  }
}

/** @returns where in `from` the page is full; undefined if all of them were looked at */
function take(
  issues: LocatedIssue[],
  from: readonly LocatedIssue[],
  { limit, includes }: Wanted,
): number | undefined {
  for (const [index, issue] of from.entries()) {
    if (!includes(issue)) continue;
    if (issues.length === limit) return index;
    issues.push(issue);
  }
  return undefined;
}

function hasIssues({ counts }: ChunkItem): boolean {
  return counts !== undefined && counts.failed + counts.warnings > 0;
}

async function issuesOf(ports: ChunkIssuesPorts, { parts = [] }: ChunkItem): Promise<LocatedIssue[]> {
  const read = await Promise.all(parts.map(({ key }) => readPart(ports, key)));
  return read
    .flat()
    .sort((a, b) => a.recordNumber - b.recordNumber)
    .flatMap(({ recordNumber, originalRecord = recordNumber, line, issues }) =>
      issues.map((issue) => ({ recordNumber: originalRecord, line, issue })),
    );
}
