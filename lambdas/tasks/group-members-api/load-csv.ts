import { gunzipSync } from 'node:zlib';
import { readSource } from '../../adapters/read-object.ts';
import type { CsvPathRefusal } from '../../contracts/csv-path-refusal.ts';
import { countPadding, gzipProblem, isGzip, unreadGzipProblem } from '../../core/inspection/gzip.ts';
import { csvSourceOf } from '../../core/network/csv-source.ts';
import type { Caller, GroupMembersApiPorts } from './ports.ts';
import { errorAt, type Reply, refusal } from './reply.ts';

/** A file is held in memory. A larger one is uploaded under partners/<tenant>/group-members/ instead. */
export const MAX_CSV_BYTES = 32 * 1024 * 1024;
/** Leaves time for the rest of the request within the function's timeout. */
const FETCH_TIMEOUT_MS = 20_000;

export const WRONG_FORMAT = 'The csv file is with wrong format';

export type LoadedCsv =
  | { readonly ok: true; readonly bytes: Buffer }
  | { readonly ok: false; readonly reply: Reply };

/** Loads the file that a `csvPath` names, and decompresses gzip. */
export async function loadCsv(
  csvPath: string,
  caller: Caller,
  ports: GroupMembersApiPorts,
): Promise<LoadedCsv> {
  const { tenant, settings } = caller;
  const { uploadsBucket } = ports;
  const source = csvSourceOf(csvPath, { tenant, uploadsBucket, allowedHosts: settings.allowedHosts });
  if (source.kind === 'refused') return refused(csvPath, source);
  if (source.kind === 'upload') return readUpload(csvPath, source.key, ports);
  const fetched = await ports.fetch(source.url, {
    allowedHosts: settings.allowedHosts,
    maxBytes: MAX_CSV_BYTES,
    timeoutMs: FETCH_TIMEOUT_MS,
  });
  return fetched.ok ? plain(csvPath, fetched.body) : refused(csvPath, fetched);
}

async function readUpload(
  csvPath: string,
  key: string,
  { objects, uploadsBucket }: GroupMembersApiPorts,
): Promise<LoadedCsv> {
  const head = await objects.head(uploadsBucket, key);
  if (head === undefined) return no(400, csvPath, 'there is no such upload');
  const { etag, size, versionId } = head;
  if (size > MAX_CSV_BYTES) return tooLarge(csvPath);
  if (size === 0) return no(400, csvPath, WRONG_FORMAT);
  const object = { bucket: uploadsBucket, key, etag, size, ...(versionId !== undefined && { versionId }) };
  return plain(csvPath, await readSource(objects, object));
}

function plain(csvPath: string, bytes: Buffer): LoadedCsv {
  if (!isGzip(bytes)) return { ok: true, bytes };
  try {
    const { buffer, engine } = gunzipWithInfo(bytes);
    const problem = unreadGzipProblem(bytes.length, engine.bytesWritten, countPadding(bytes));
    if (problem !== undefined) return no(400, csvPath, `${WRONG_FORMAT}: ${problem.message}`);
    return { ok: true, bytes: buffer };
  } catch (error) {
    const isLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    return isLarge
      ? tooLarge(csvPath)
      : no(400, csvPath, `${WRONG_FORMAT}: ${gzipProblem(error)?.message ?? 'it cannot be decompressed.'}`);
  }
}

/** The types know no result of the option `info` (@types/node 24). */
function gunzipWithInfo(bytes: Buffer) {
  const options = { maxOutputLength: MAX_CSV_BYTES, info: true };
  return gunzipSync(bytes, options) as unknown as { buffer: Buffer; engine: { bytesWritten: number } };
}

function refused(csvPath: string, { reason, message }: CsvPathRefusal): LoadedCsv {
  return reason === 'TOO_LARGE' ? tooLarge(csvPath) : no(400, csvPath, `${reason}: ${message}`);
}

function tooLarge(csvPath: string): LoadedCsv {
  const message = `expected at most ${MAX_CSV_BYTES} bytes, decompressed; upload a larger file as an import`;
  return no(413, csvPath, message);
}

function no(status: number, csvPath: string, message: string): LoadedCsv {
  return { ok: false, reply: refusal(status, [errorAt('csvPath', csvPath, message)]) };
}
