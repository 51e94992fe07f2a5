import type { ObjectStore } from '../adapters/s3-object-store.ts';
import type { Part } from '../contracts/chunk.ts';
import { objectKeys, type PartName } from '../core/naming/object-keys.ts';
import type { ChunkReport } from './chunk-report.ts';

export interface ReportPlace {
  readonly objects: Pick<ObjectStore, 'put'>;
  readonly resultsBucket: string;
}

/** Writes the report of a step. It counts when the item of the chunk refers to it. */
export async function storeReport(
  { objects, resultsBucket }: ReportPlace,
  importId: string,
  name: PartName,
  report: Pick<ChunkReport, 'part' | 'failedRecords'>,
): Promise<Part> {
  const key = objectKeys.part(importId, name);
  await objects.put(resultsBucket, key, report.part, 'application/jsonl');
  if (report.failedRecords === undefined) return { key };
  const failedKey = objectKeys.failedPart(importId, name);
  await objects.put(resultsBucket, failedKey, report.failedRecords, 'application/octet-stream');
  return { key, failedKey };
}
