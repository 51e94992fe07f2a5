import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ApiProblem, TransferRefused, Unreachable } from '../../../client/errors.ts';
import { type AttemptOptions, FileChanged } from '../../../page/upload/send-through.ts';
import { createUploadJob, type UploadJobPorts } from '../../../page/upload/upload-job.ts';
import { lawRuns } from '../../support/law-runs.ts';

const BYTES = 100;
const lost = () => new Unreachable('https://s3.example.com', new Error('the connection broke'));
const problem = (status: number) =>
  new ApiProblem({ type: 'urn:rollcall:problem:x', title: 'x', status, detail: 'x', requestId: 'r' });

const never = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

type Attempt = (options: AttemptOptions) => Promise<void>;

/** A job whose attempts go as given, and then succeed. Its clock does not wait. */
function jobOf(attempts: readonly Attempt[], more: Partial<UploadJobPorts> = {}) {
  const pauses: number[] = [];
  const left = attempts.values();
  let at = 0;
  const job = createUploadJob(BYTES, {
    send: async (options) => (left.next().value ?? (async () => options.onProgress(BYTES)))(options),
    abandon: async () => undefined,
    touchFile: async () => undefined,
    network: { whenOnline: never, whenOffline: never },
    now: () => (at += 1000),
    sleep: async (ms) => void pauses.push(ms),
    ...more,
  });
  return { job, pauses };
}

const fails =
  (error: unknown): Attempt =>
  () =>
    Promise.reject(error);

describe('an upload', () => {
  it('goes on after every failure that may pass, and waits longer while nothing arrives', async () => {
    const { job, pauses } = jobOf([
      fails(lost()),
      fails(problem(503)),
      fails(new TransferRefused('Part 1', 500, '')),
      async ({ onProgress }) => {
        onProgress(10);
        onProgress(40);
        throw lost();
      },
      fails(problem(429)),
    ]);
    await job.go();
    expect(job.state()).toMatchObject({ phase: 'sent', sentBytes: BYTES });
    expect(pauses).toEqual([1000, 2000, 4000, 1000, 2000]);
  });

  it('waits at most 30 seconds between two attempts, however often it fails', async () => {
    const { job, pauses } = jobOf(Array.from({ length: 20 }, () => fails(lost())));
    await job.go();
    expect(job.state().phase).toBe('sent');
    expect(Math.max(...pauses)).toBe(30_000);
  });

  it('fails when the same request would be refused again, and can be tried again', async () => {
    const error = problem(403);
    const { job, pauses } = jobOf([fails(error)]);
    await job.go();
    expect(job.state()).toMatchObject({ phase: 'failed', error });
    expect(pauses).toEqual([]);
    await job.go();
    expect(job.state()).toMatchObject({ phase: 'sent', error: undefined });
  });

  it('fails when the file was changed: the browser reports that as a connection that broke', async () => {
    const { job } = jobOf([fails(lost())], {
      touchFile: () => Promise.reject(new Error('NotReadableError')),
    });
    await job.go();
    expect(job.state().error).toBeInstanceOf(FileChanged);
  });

  it('stops what is under way when the browser goes offline, and goes on when it is online', async () => {
    const offline = Promise.withResolvers<void>();
    const online = Promise.withResolvers<void>();
    const phases: string[] = [];
    const { job } = jobOf([({ signal }) => never(signal)], {
      network: {
        whenOffline: (signal) => Promise.race([offline.promise, never(signal)]),
        whenOnline: () => online.promise,
      },
      sleep: (_, signal) => never(signal),
    });
    job.subscribe(() => {
      phases.push(job.state().phase);
      if (job.state().phase === 'waiting') online.resolve();
    });
    const going = job.go();
    offline.resolve();
    await going;
    expect([...new Set(phases)]).toEqual(['sending', 'waiting', 'sent']);
  });

  it('that is paused sends nothing until it is continued', async () => {
    const { job } = jobOf([({ signal }) => never(signal)]);
    const going = job.go();
    job.pause();
    await going;
    expect(job.state().phase).toBe('paused');
    await job.go();
    expect(job.state().phase).toBe('sent');
  });

  it('is paused while it waits for the connection', async () => {
    const { job } = jobOf([fails(lost())], { sleep: (_, signal) => never(signal) });
    const waits = new Promise<void>((resolve) =>
      job.subscribe(() => job.state().phase === 'waiting' && resolve()),
    );
    const going = job.go();
    await waits;
    job.pause();
    await going;
    expect(job.state().phase).toBe('paused');
  });

  it('is cancelled when the API has given it up, and paused when the API refuses that', async () => {
    const refusal = problem(409);
    const refused = jobOf([({ signal }) => never(signal)], { abandon: () => Promise.reject(refusal) });
    void refused.job.go();
    await expect(refused.job.cancel()).rejects.toBe(refusal);
    expect(refused.job.state().phase).toBe('paused');
    const { job } = jobOf([({ signal }) => never(signal)]);
    void job.go();
    await job.cancel();
    expect(job.state().phase).toBe('cancelled');
  });

  it('ends as sent, whatever passes on the way and however often it is paused', async () => {
    const fate = fc.constantFrom('lost', 'refused', 'paused');
    await fc.assert(
      fc.asyncProperty(fc.array(fate, { maxLength: 12 }), async (fates) => {
        const attempts = fates.map((one): Attempt => {
          if (one === 'lost') return fails(lost());
          if (one === 'refused') return fails(problem(400));
          return ({ signal }) => {
            queueMicrotask(() => job.pause());
            return never(signal);
          };
        });
        const { job } = jobOf(attempts);
        for (let round = 0; round <= fates.length && job.state().phase !== 'sent'; round += 1) await job.go();
        expect(job.state()).toMatchObject({ phase: 'sent', sentBytes: BYTES });
      }),
      lawRuns(100),
    );
  });
});
