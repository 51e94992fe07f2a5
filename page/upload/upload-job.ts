import { type SendPorts, sendThrough } from './send-through.ts';
import { createTransferRate } from './transfer-rate.ts';

/** `waiting`: the connection was lost, and the upload goes on when it is back. `sent`: the file has arrived whole. */
export type UploadPhase = 'sending' | 'waiting' | 'paused' | 'sent' | 'failed' | 'cancelled';

export interface UploadState {
  readonly phase: UploadPhase;
  readonly sentBytes: number;
  readonly bytes: number;
  readonly bytesPerSecond?: number | undefined;
  /** Of `failed`. */
  readonly error?: unknown;
}

export interface UploadJobPorts extends SendPorts {
  /** Gives up the import. */
  readonly abandon: () => Promise<void>;
  readonly now: () => number;
}

export type UploadJob = ReturnType<typeof createUploadJob>;

/** One upload: it sends until the file has arrived, through lost connections, and can be paused, continued and cancelled. */
export function createUploadJob(bytes: number, ports: UploadJobPorts) {
  let state: UploadState = { phase: 'sending', sentBytes: 0, bytes };
  let running = new AbortController();
  const rate = createTransferRate(ports.now);
  const listeners = new Set<() => void>();

  const change = (patch: Partial<UploadState>) => {
    state = { ...state, ...patch };
    for (const listener of listeners) listener();
  };

  const onProgress = (sent: number) => {
    const sentBytes = Math.min(sent, bytes);
    rate.add(sentBytes);
    change({ sentBytes, bytesPerSecond: rate.bytesPerSecond() });
  };

  async function go(): Promise<void> {
    running = new AbortController();
    const { signal } = running;
    rate.reset();
    change({ phase: 'sending', error: undefined });
    const error = await sendThrough(ports, {
      signal,
      onProgress,
      onWait() {
        rate.reset();
        change({ phase: 'waiting', bytesPerSecond: undefined });
      },
      onSending: () => change({ phase: 'sending' }),
    });
    // What has stopped it has set the phase.
    if (signal.aborted) return;
    if (error === undefined) change({ phase: 'sent', sentBytes: bytes, bytesPerSecond: undefined });
    else change({ phase: 'failed', error, bytesPerSecond: undefined });
  }

  const stop = (phase: 'paused' | 'cancelled') => {
    running.abort(new Error(`The upload was ${phase}.`));
    change({ phase, bytesPerSecond: undefined });
  };

  return {
    state: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    go,
    pause(): void {
      if (state.phase === 'sending' || state.phase === 'waiting') stop('paused');
    },
    /** @throws when the API refuses it. The upload is paused then. */
    async cancel(): Promise<void> {
      stop('paused');
      await ports.abandon();
      stop('cancelled');
    },
  };
}
