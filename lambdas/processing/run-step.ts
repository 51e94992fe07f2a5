import type { ClaimStore } from '../adapters/dynamo-claim-store.ts';
import type { UserStore } from '../adapters/dynamo-user-store.ts';
import type { ObjectStore } from '../adapters/s3-object-store.ts';
import type { ChunkRange } from '../contracts/chunk.ts';
import type { FoldContext } from '../core/fold-user.ts';
import type { ImportType } from '../core/import-type.ts';
import { RollcallError } from '../runtime/errors.ts';
import { applyRecords } from './apply-records.ts';
import { type ChunkReport, reportChunk } from './chunk-report.ts';
import type { ImportJob } from './import-job.ts';
import { type ChunkRecord, readChunk, type Selection } from './read-chunk.ts';

export interface StepPorts {
  readonly objects: ObjectStore;
  readonly users: UserStore;
  readonly claims: ClaimStore;
  readonly resultsBucket: string;
  /** Users written at the same time. */
  readonly writeConcurrency: number;
}

export interface Step extends Pick<FoldContext, 'step' | 'turn' | 'onTaken'>, Selection {
  readonly chunk: ChunkRange;
}

export interface StepReport extends ChunkReport {
  /** Records of this step that have no outcome yet. */
  readonly deferred: ReadonlySet<number>;
}

/** Reads a chunk's range and applies the records that the step concerns. */
export async function runStep(ports: StepPorts, job: ImportJob, step: Step): Promise<StepReport> {
  const { item, layout, type } = job;
  const { tenant, options, importId } = item;
  const bytes = await readRange(ports, job, step.chunk);
  const source = { bytes, range: step.chunk, layout, type, tenant, options };
  const records = [...readChunk(source, step)];
  const context = { ...step, ...ports, type, tenant, importId, mode: options.mode };
  const { outcomes, deferred } = await applyRecords(records, context, ports.writeConcurrency);
  const settled = records.filter(({ recordNumber }) => !deferred.has(recordNumber));
  const unknown = await unknownReferences(ports.users, tenant, type, settled);
  const report = reportChunk({ type, records: settled, outcomes, isUnknown: (value) => unknown.has(value) });
  return { ...report, deferred };
}

async function readRange({ objects }: StepPorts, { content }: ImportJob, chunk: ChunkRange): Promise<Buffer> {
  const stream = await objects.open(content, chunk);
  const bytes = Buffer.concat(await stream.toArray());
  const expected = chunk.end - chunk.start;
  if (bytes.length === expected) return bytes;
  // A body that was cut off on its way: worth another try.
  throw new RollcallError('TruncatedBody', `the range has ${expected} bytes, S3 gave ${bytes.length}`);
}

async function unknownReferences(
  users: UserStore,
  tenant: string,
  type: ImportType,
  records: readonly ChunkRecord[],
) {
  const values = records.flatMap(({ read }) =>
    read.ok ? type.references(read.change).map(({ value }) => value) : [],
  );
  const wanted = new Set(values);
  return wanted.size === 0 ? wanted : wanted.difference(await users.known(tenant, wanted));
}
