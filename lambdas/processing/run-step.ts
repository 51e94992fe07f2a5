import type { ClaimStore } from '../adapters/dynamo-claim-store.ts';
import type { UserStore } from '../adapters/dynamo-user-store.ts';
import { readSource } from '../adapters/read-object.ts';
import type { ObjectStore } from '../adapters/s3-object-store.ts';
import type { ChunkRange } from '../contracts/chunk.ts';
import type { FoldContext } from '../core/apply/fold-user.ts';
import { keyText } from '../core/apply/key-text.ts';
import type { ImportType } from '../core/import-type/import-type.ts';
import type { User } from '../core/user/user.ts';
import type { Overlay } from '../evaluation/overlay.ts';
import type { OverlayStep } from '../evaluation/overlay-cells.ts';
import { type ChunkRecord, readChunk, type Selection } from '../reading/read-chunk.ts';
import { RollcallError } from '../runtime/errors.ts';
import { type ApplyOptions, applyRecords } from './apply-records.ts';
import { type ChunkReport, reportChunk } from './chunk-report.ts';
import type { ImportJob } from './import-job.ts';

export interface StepPorts extends ApplyOptions {
  readonly objects: ObjectStore;
  readonly users: UserStore;
  readonly claims: ClaimStore;
  readonly resultsBucket: string;
  /** Present in an evaluation, which writes to an overlay instead of the tables. */
  readonly openOverlay?: (step: OverlayStep) => Overlay;
}

export interface Step
  extends Pick<FoldContext, 'step' | 'continues' | 'fencingToken' | 'onTaken'>,
    Selection {
  readonly chunk: ChunkRange;
  /** 0 for the steps of the map; the steps after it have increasing numbers. */
  readonly order: number;
  /** Milliseconds until Lambda ends this invocation. */
  readonly remainingMs: () => number;
}

export interface StepReport extends ChunkReport {
  /** Numbers of the records of this step that have no outcome yet. */
  readonly deferred: ReadonlySet<number>;
}

/** Reads a chunk's byte range and applies the records that the step includes. */
export async function runStep(ports: StepPorts, job: ImportJob, step: Step): Promise<StepReport> {
  const { item, layout, type } = job;
  const { tenant, options, importId } = item;
  const bytes = await readRange(ports, job, step.chunk);
  const source = { bytes, range: step.chunk, layout, type, tenant, options };
  const records = [...readChunk(source, step)];
  const overlay = ports.openOverlay?.({ importId, order: step.order });
  const { users, claims } = overlay ?? ports;
  const { maxWrittenAttributes } = ports;
  const explain = overlay !== undefined;
  const context = {
    ...step,
    users,
    claims,
    explain,
    type,
    tenant,
    importId,
    mode: options.mode,
    nameStored: item.settings.fullResults ? (userKey: string) => keyText(type, userKey) : undefined,
    maxWrittenAttributes,
  };
  const { outcomes, deferred } = await applyRecords(records, context, {
    ...ports,
    // An evaluation writes nothing that a retry could build on.
    ...(overlay === undefined && { remainingMs: step.remainingMs }),
  });
  const settled = records.filter(({ recordNumber }) => !deferred.has(recordNumber));
  const unknown = await unknownReferences(users, tenant, type, settled);
  const report = reportChunk({
    layout,
    type,
    records: settled,
    outcomes,
    fullResults: item.settings.fullResults,
    isUnknown: (value) => unknown.has(value),
  });
  await overlay?.persist(isNeededLater(job, records, deferred));
  return { ...report, deferred };
}

/**
 * Returns whether later steps may read a user again: the user has another record in the file, or it has unique values
 * that other users may want. Without either, an evaluation need not store the user.
 */
function isNeededLater(
  { item, type }: ImportJob,
  records: readonly ChunkRecord[],
  deferred: ReadonlySet<number>,
): (userKey: string, user: User) => boolean {
  if ((item.split.deferredChunks ?? 0) > 0) return () => true;
  const deferredUsers = new Set(
    records.flatMap(({ recordNumber, read }) =>
      read.ok && deferred.has(recordNumber) ? [read.change.userKey] : [],
    ),
  );
  return (userKey, user) => deferredUsers.has(userKey) || type.uniqueValues(user).length > 0;
}

async function readRange({ objects }: StepPorts, { content }: ImportJob, chunk: ChunkRange): Promise<Buffer> {
  const bytes = await readSource(objects, content, chunk);
  const expected = chunk.end - chunk.start;
  if (bytes.length === expected) return bytes;
  // The response was cut off: transient, so the step is retried.
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
