import { randomBytes } from 'node:crypto';
import type { IdempotencyStore } from '../adapters/dynamo-idempotency-store.ts';
import type { IdempotentRequest } from '../contracts/idempotent-request.ts';
import { type IdempotencySecrets, idempotencySecrets } from './idempotency-secrets.ts';
import type { Answer, Creation, Operation } from './operation.ts';
import { Problem } from './problem.ts';

export const IDEMPOTENCY_HEADER = 'Idempotency-Key';
export const IDEMPOTENCY_HOURS = 24;
/** Longer than any invocation of the function: one without an answer by then has died. */
const DEAD_AFTER_MS = 60_000;
/** Before any claim: the next request takes over at once. */
const RELEASED = new Date(0).toISOString();

const KEY = /^[\x21-\x7e]{1,255}$/;

export interface IdempotencyPorts {
  readonly idempotency: IdempotencyStore;
  readonly now: () => Date;
}

export interface KeyedRequest {
  readonly operation: Operation;
  /** Of the bearer. */
  readonly token: string;
  /** The header. Undefined: the request is not kept. */
  readonly key: string | undefined;
  /** What must be the same when the key is used again. */
  readonly content: unknown;
}

type Create = (creation: Creation) => Promise<Answer<unknown>>;

/** Whether the operation takes an `Idempotency-Key`: it creates something with each call. */
export function isCreation({ method, status }: Pick<Operation, 'method' | 'status'>): boolean {
  return method === 'POST' && status === 201;
}

/** What a creation without a key makes its ids of. */
export function newCreation(at: Date): Creation {
  return { at, seed: randomBytes(16) };
}

/**
 * Runs a creation once for each key, and gives the answer to every repetition. Of several requests at the same time one runs.
 * A request that was refused is forgotten; one that failed, or whose invocation died, is run again with the same ids.
 * @throws Problem invalid-request, idempotency-key-reused, idempotency-key-in-use
 */
export function createIdempotency({ idempotency: store, now }: IdempotencyPorts) {
  return async (
    { operation, token, key, content }: KeyedRequest,
    create: Create,
  ): Promise<Answer<unknown>> => {
    if (key === undefined || !isCreation(operation)) return create(newCreation(now()));
    if (!KEY.test(key)) throw malformedKey();
    const secrets = idempotencySecrets(token, operation.id, key);
    const request = await take(store, secrets, secrets.fingerprint(JSON.stringify(content)), now());
    if (request.answer !== undefined) return replay(secrets, request.answer);
    const answer = await runOnce(store, secrets.id, request, create);
    await store.finish(secrets.id, request.claimedAt, secrets.encrypt(JSON.stringify(answer)));
    return answer;
  };
}

async function runOnce(
  store: IdempotencyStore,
  id: string,
  request: IdempotentRequest,
  create: Create,
): Promise<Answer<unknown>> {
  try {
    return await create({ at: new Date(request.startedAt), seed: Buffer.from(request.seed, 'hex') });
  } catch (error) {
    // A problem is thrown before anything is created.
    if (error instanceof Problem) await store.remove(id, request.claimedAt);
    else await store.claim(id, request, RELEASED);
    throw error;
  }
}

/** Claims the request, or returns the one that has its answer. */
async function take(
  store: IdempotencyStore,
  { id }: IdempotencySecrets,
  fingerprint: string,
  at: Date,
): Promise<IdempotentRequest> {
  const found = await store.find(id);
  const claimedAt = at.toISOString();
  const expiresAt = Math.floor(at.getTime() / 1000) + IDEMPOTENCY_HOURS * 3600;
  if (found === undefined || found.expiresAt * 1000 <= at.getTime()) {
    const seed = randomBytes(16).toString('hex');
    const request = { fingerprint, seed, startedAt: claimedAt, claimedAt, expiresAt };
    if (await store.start(id, request, found)) return request;
    throw inUse();
  }
  if (found.fingerprint !== fingerprint) throw reused();
  if (found.answer !== undefined) return found;
  if (at.getTime() - Date.parse(found.claimedAt) < DEAD_AFTER_MS) throw inUse();
  if (await store.claim(id, found, claimedAt)) return { ...found, claimedAt };
  throw inUse();
}

function replay(secrets: IdempotencySecrets, stored: string): Answer<unknown> {
  const answer: Answer<unknown> = JSON.parse(secrets.decrypt(stored));
  return { ...answer, headers: { ...answer.headers, 'idempotency-replayed': 'true' } };
}

function malformedKey(): Problem {
  const detail = 'expected 1 to 255 visible ASCII characters, such as a UUID';
  return new Problem('invalid-request', `${IDEMPOTENCY_HEADER}: ${detail}`, {
    errors: [{ in: 'header', pointer: IDEMPOTENCY_HEADER, detail }],
  });
}

function reused(): Problem {
  const detail = `This ${IDEMPOTENCY_HEADER} belongs to a request with another body. Use a new key for a new request.`;
  return new Problem('idempotency-key-reused', detail);
}

function inUse(): Problem {
  const detail = `A request with this ${IDEMPOTENCY_HEADER} has not been answered yet. Repeat it.`;
  return new Problem('idempotency-key-in-use', detail, { headers: { 'retry-after': '1' } });
}
