import { readSource } from '../../adapters/read-object.ts';
import type { ObjectStore } from '../../adapters/s3-object-store.ts';
import type { ChunkRange } from '../../contracts/chunk.ts';
import type { Import } from '../../contracts/import.ts';
import type { RecordResult } from '../../contracts/result-part.ts';
import { wholeCharacters } from '../../core/encoding/whole-characters.ts';
import type { ChunkPhase } from '../../core/naming/item-keys.ts';
import { csvDialectOf, dialectOf } from '../../core/records/dialect.ts';
import type { RecordSlice } from '../../core/records/record.ts';
import { sliceRecords } from '../../core/records/slice-records.ts';
import { type SplitImport, splitImport } from '../../processing/import-stage.ts';
import { readManifest } from '../../processing/read-manifest.ts';
import { readRows } from '../../reading/csv/csv-rows.ts';
import { readJsonLines } from '../../reading/csv/json-lines.ts';
import { RollcallError } from '../../runtime/errors.ts';
import { isGone, type RecordReads, resultsOfChunk } from './list-records.ts';

export interface FindRecordPorts extends RecordReads {
  readonly objects: Pick<ObjectStore, 'open' | 'openByKey'>;
}

/** A record as it was sent. */
export interface SentRecord {
  readonly text: string;
  /** Whether `text` is only its beginning. */
  readonly isCut: boolean;
  /** Cells by column, or the members of the JSON object. Absent if the record cannot be read. */
  readonly values?: readonly (readonly [string, unknown])[];
}

export type FoundRecord = {
  /** Absent: it has no outcome yet. */
  readonly [Phase in ChunkPhase]?: RecordResult;
} & {
  /** Absent: the file has been deleted or replaced. */
  readonly sent?: SentRecord;
};

/** Bytes of a record that are shown. */
const SHOWN_BYTES = 32 * 1024;

/**
 * One record by its place in the file, from 1: as it was sent, and what became of it.
 * @returns undefined if the file has no such record, or nothing is known of it any more
 */
export async function findRecord(
  item: Import,
  place: number,
  ports: FindRecordPorts,
): Promise<FoundRecord | undefined> {
  if (item.split === undefined) return undefined;
  const known = splitImport(item);
  const manifest = await orNothing(readManifest(ports, known));
  const range = manifest?.findLast(({ firstRecord }) => firstRecord <= place);
  if (range === undefined || place >= range.firstRecord + range.records) return undefined;
  const resultOf = async (phase: ChunkPhase) =>
    (await orNothing(resultsOfChunk(ports, phase, item.importId, range.index)))?.find(
      ({ recordNumber }) => recordNumber === place,
    );
  const [evaluation, imported, sent] = await Promise.all([
    item.evaluation === undefined ? undefined : resultOf('evaluation'),
    resultOf('import'),
    orNothing(sentRecord(ports, known, range, place)),
  ]);
  return {
    ...(imported && { import: imported }),
    ...(evaluation && { evaluation }),
    ...(sent && { sent }),
  };
}

/** @returns undefined if what is read has expired, or its file was deleted or replaced */
async function orNothing<T>(read: Promise<T>): Promise<T | undefined> {
  try {
    return await read;
  } catch (error) {
    const isReplaced =
      error instanceof RollcallError && ['SourceChanged', 'SourceDeleted'].includes(error.name);
    if (isReplaced || isGone(error)) return undefined;
    throw error;
  }
}

async function sentRecord(
  { objects }: FindRecordPorts,
  { content, layout }: SplitImport,
  range: ChunkRange,
  place: number,
): Promise<SentRecord | undefined> {
  const { start, end, firstLine: line, firstRecord: recordNumber } = range;
  if (range.oversized === true) {
    const first = await readSource(objects, content, { start, end: Math.min(end, start + SHOWN_BYTES) });
    return { text: wholeCharacters(first).toString('utf8'), isCut: true };
  }
  const bytes = await readSource(objects, content, { start, end });
  for (const slice of sliceRecords(bytes, dialectOf(layout), { offset: start, line, recordNumber }))
    if (slice.recordNumber === place) return asSent(slice, layout);
  return undefined;
}

function asSent(slice: RecordSlice, layout: SplitImport['layout']): SentRecord {
  const { raw } = slice;
  const isCut = raw.length > SHOWN_BYTES;
  const text = (isCut ? wholeCharacters(raw.subarray(0, SHOWN_BYTES)) : raw).toString('utf8');
  const values = isCut ? undefined : valuesOf(slice, layout);
  return { text, isCut, ...(values && { values }) };
}

function valuesOf(slice: RecordSlice, layout: SplitImport['layout']): SentRecord['values'] {
  if (layout.format !== 'csv') {
    const [row] = readJsonLines([slice]);
    return row === undefined || row.malformed !== undefined ? undefined : Object.entries(row.value);
  }
  const [row] = readRows([slice], csvDialectOf(layout));
  if (row === undefined || row.malformed !== undefined) return undefined;
  return layout.columns.map((column, i) => [column, row.cells[i] ?? ''] as const);
}
