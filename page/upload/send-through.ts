import { TransferRefused, Unreachable } from '../../client/errors.ts';
import { isTransient } from '../api/problems.ts';

export interface AttemptOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (sentBytes: number) => void;
}

export interface SendPorts {
  /** Sends what has not arrived, and completes the upload. */
  readonly send: (options: AttemptOptions) => Promise<void>;
  /** Rejects when the file on the disk was changed or removed since it was chosen. */
  readonly touchFile: () => Promise<unknown>;
  readonly network: Network;
  /** @throws the signal's reason */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

export interface Network {
  /** Resolves at the next time that the browser finds a connection. @throws the signal's reason */
  readonly whenOnline: (signal: AbortSignal) => Promise<void>;
  /** Resolves when the browser loses the connection. Requests that run then would hang. @throws the signal's reason */
  readonly whenOffline: (signal: AbortSignal) => Promise<void>;
}

/** The file was changed while it was sent. */
export class FileChanged extends Error {
  override readonly name = 'FileChanged';
}

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;

interface SendThroughOptions extends AttemptOptions {
  readonly onWait: () => void;
  /** Bytes are sent. Before that, an attempt may be one more that fails. */
  readonly onSending: () => void;
}

/** @returns the error that ended the upload, or undefined when the file has arrived */
export async function sendThrough(
  ports: SendPorts,
  { signal, onProgress, onWait, onSending }: SendThroughOptions,
): Promise<unknown> {
  let failures = 0;
  for (;;) {
    let first: number | undefined;
    let hasSent = false;
    const error = await attempt(ports, {
      signal,
      onProgress(sent) {
        first ??= sent;
        if (sent > first && !hasSent) onSending();
        hasSent ||= sent > first;
        onProgress(sent);
      },
    }).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (error === undefined || signal.aborted || !mayPass(error)) return error;
    if (!(await isReadable(ports))) return new FileChanged('The file has changed.');
    failures = hasSent ? 1 : failures + 1;
    onWait();
    await connected(ports, Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1)), signal);
    if (signal.aborted) return signal.reason;
  }
}

function isReadable({ touchFile }: SendPorts): Promise<boolean> {
  return touchFile().then(
    () => true,
    () => false,
  );
}

/** One attempt, which ends when the connection is lost. */
async function attempt({ send, network }: SendPorts, { signal, onProgress }: AttemptOptions): Promise<void> {
  const ended = new AbortController();
  const lost = new AbortController();
  network.whenOffline(AbortSignal.any([signal, ended.signal])).then(
    () => lost.abort(new Unreachable('', new Error('the browser is offline'))),
    () => undefined,
  );
  try {
    await send({ signal: AbortSignal.any([signal, lost.signal]), onProgress });
  } catch (error) {
    throw lost.signal.aborted ? lost.signal.reason : error;
  } finally {
    ended.abort();
  }
}

/** After a time, or earlier when the browser says that there is a connection again. */
async function connected(
  { network, sleep }: SendPorts,
  longestMs: number,
  signal: AbortSignal,
): Promise<void> {
  const ended = new AbortController();
  const either = AbortSignal.any([signal, ended.signal]);
  await Promise.race([sleep(longestMs, either), network.whenOnline(either)]).catch(() => undefined);
  ended.abort();
}

const MANY_REQUESTS = 429;

/** Whether the same may succeed later. */
function mayPass(error: unknown): boolean {
  if (isTransient(error)) return true;
  return error instanceof TransferRefused && (error.status >= 500 || error.status === MANY_REQUESTS);
}
