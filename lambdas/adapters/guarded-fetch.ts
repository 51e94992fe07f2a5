import type { AllowedHost } from '../contracts/allowed-host.ts';
import type { CsvPathRefusal } from '../contracts/csv-path-refusal.ts';
import { readFetchUrl } from '../core/network/fetch-url.ts';
import { boundBody } from './guarded-fetch/bounded-body.ts';
import { startDeadline } from './guarded-fetch/deadline.ts';
import { FetchRefused } from './guarded-fetch/fetch-refused.ts';
import { INTERNET, type Network } from './guarded-fetch/network.ts';
import { openConnection } from './guarded-fetch/open-connection.ts';
import { requestFile } from './guarded-fetch/request-file.ts';

export interface FetchLimits {
  readonly allowedHosts: readonly AllowedHost[];
  /** Bytes of the body. */
  readonly maxBytes: number;
  /** From the call to the last byte of the body, what the reader does in between included. */
  readonly timeoutMs: number;
  /** From the call to the end of the answer's headers; by default `timeoutMs`, at most 10 seconds. */
  readonly headersTimeoutMs?: number;
}

export type Fetched<T> = { readonly ok: true; readonly body: T } | ({ readonly ok: false } & CsvPathRefusal);

const USUAL_HEADERS_TIMEOUT_MS = 10_000;

/** A file from a URL that a tenant named, in memory: at most `maxBytes`. See {@link guardedRead}. */
export function guardedFetch(url: string, limits: FetchLimits, network?: Network): Promise<Fetched<Buffer>> {
  return guardedRead(url, limits, async (body) => Buffer.concat(await Array.fromAsync(body)), network);
}

/**
 * Fetches a file from a URL that a tenant named, and reaches nothing else by it: allowed hosts at public addresses, one GET,
 * no redirects. `read` gets the body as it comes; what it made of a body that turned out too large, too slow or cut off
 * must not be kept. Its own errors pass through; whatever is wrong with the URL, the server or the file is a value.
 */
export async function guardedRead<T>(
  url: string,
  limits: FetchLimits,
  read: (body: AsyncIterable<Buffer>) => Promise<T>,
  network: Network = INTERNET,
): Promise<Fetched<T>> {
  const target = readFetchUrl(url, limits.allowedHosts);
  if (!target.ok) return target;
  const { timeoutMs, headersTimeoutMs = Math.min(timeoutMs, USUAL_HEADERS_TIMEOUT_MS), maxBytes } = limits;
  const deadline = startDeadline({ timeoutMs, headersTimeoutMs }, network);
  try {
    const connection = await openConnection(target.url, network, deadline);
    const answer = await requestFile(target.url, connection, maxBytes, deadline);
    const body = boundBody(answer, maxBytes, deadline);
    const made = await read(body.pieces).catch((error: unknown) => {
      throw body.refused() ?? error;
    });
    const refused = body.refused();
    if (refused !== undefined) throw refused;
    return { ok: true, body: made };
  } catch (error) {
    if (error instanceof FetchRefused) return { ok: false, ...error.refusal };
    throw error;
  } finally {
    deadline.end();
  }
}
