import { answer, type Connection } from './connect.ts';
import { ApiProblem, TransferRefused, Unreachable } from './errors.ts';
import { fetchPart, type UploadOptions } from './upload.ts';

/** Parts that are sent at the same time: enough to fill a line, and few enough for a browser. */
const AT_ONCE = 3;
/** Of one part. Between two, the pause doubles. */
const ATTEMPTS = 6;
const FIRST_PAUSE_MS = 500;
/** A part that S3 has lost is sent again. */
const ROUNDS = 3;

/**
 * Uploads the parts that have not arrived, and completes the upload. The same call continues an upload that broke, also in
 * another process or after a reload.
 * @throws TransferRefused, Unreachable, ApiProblem; an error when the file has another size than was announced
 */
export async function uploadParts(
  connection: Connection,
  importId: string,
  file: Blob,
  options: UploadOptions,
): Promise<void> {
  for (let round = 1; ; round += 1) {
    try {
      await sendMissing(connection, importId, file, options);
    } catch (error) {
      // It may have been completed, and the answer lost. Completing it again tells.
      if (!(error instanceof ApiProblem && error.kind === 'conflict')) throw error;
    }
    try {
      await answer(
        connection.http.POST('/v1/imports/{importId}/complete', { params: { path: { importId } } }),
      );
      return;
    } catch (error) {
      const isIncomplete = error instanceof ApiProblem && error.kind === 'upload-incomplete';
      if (!isIncomplete || round === ROUNDS) throw error;
    }
  }
}

async function sendMissing(
  connection: Connection,
  importId: string,
  file: Blob,
  { onProgress = () => undefined, ...options }: UploadOptions,
): Promise<void> {
  const path = { params: { path: { importId } } };
  const { bytes, partBytes, parts } = await answer(connection.http.GET('/v1/imports/{importId}/parts', path));
  if (bytes !== file.size)
    throw new Error(`The upload expects a file of ${bytes} bytes, and this one has ${file.size}.`);
  const sent = new Map(parts.map((part) => [part.number, part.bytes]));
  const report = () => onProgress(Math.min(bytes, sum(sent.values())), bytes);
  report();
  const missing = partsOf(bytes, partBytes).filter(({ number, size }) => sent.get(number) !== size);
  // Each worker takes the next one. After a failure, the others take no more.
  const next = missing.values();
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  const work = async () => {
    for (const { number, start, size } of next)
      await sendPart(
        connection,
        { importId, number, part: file.slice(start, start + size) },
        { ...options, signal },
        (done) => {
          sent.set(number, done);
          report();
        },
      );
  };
  const workers = Array.from({ length: AT_ONCE }, () => work());
  try {
    await Promise.all(workers);
  } catch (error) {
    stop.abort(error);
    await Promise.allSettled(workers);
    throw error;
  }
}

interface Part {
  readonly importId: string;
  readonly number: number;
  readonly part: Blob;
}

/** Asks for a new URL in each attempt: the last one may have expired. */
async function sendPart(
  { http, sleep }: Connection,
  { importId, number, part }: Part,
  { sendPart: send = fetchPart, signal }: UploadOptions,
  onProgress: (sentBytes: number) => void,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const signed = await answer(
      http.POST('/v1/imports/{importId}/parts', {
        params: { path: { importId } },
        body: { numbers: [number] },
        ...(signal && { signal }),
      }),
    );
    const failure = await send(signed.parts[0]?.url ?? '', part, onProgress, signal).then(
      ({ status, text }) =>
        status < 300 ? undefined : new TransferRefused(`Part ${number} of the upload`, status, text),
      (error: unknown) => error,
    );
    if (failure === undefined) return onProgress(part.size);
    onProgress(0);
    const isTransient = failure instanceof Unreachable || failure instanceof TransferRefused;
    if (!isTransient || attempt === ATTEMPTS) throw failure;
    await sleep(FIRST_PAUSE_MS * 2 ** (attempt - 1), signal);
  }
}

/** From 1, as S3 counts them. */
function partsOf(bytes: number, partBytes: number) {
  return Array.from({ length: Math.ceil(bytes / partBytes) }, (_, index) => {
    const start = index * partBytes;
    return { number: index + 1, start, size: Math.min(partBytes, bytes - start) };
  });
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
