/** The tasks' ports as plain objects, for behaviour to which the real services add nothing. */
import { Readable } from 'node:stream';
import type { ImportStore } from '../../../lambdas/adapters/dynamo-import-store.ts';
import type { ObjectStore } from '../../../lambdas/adapters/s3-object-store.ts';
import type { ChunkItem } from '../../../lambdas/contracts/chunk.ts';
import type { Import } from '../../../lambdas/contracts/import.ts';
import { ENDING_OF } from '../../../lambdas/contracts/import-status.ts';
import type { TaskRuntime } from '../../../lambdas/runtime/create-handler.ts';
import { NOW } from './import-item.ts';
import { allows } from './lifecycle-model.ts';

const silent = () => undefined;
export const RUNTIME: TaskRuntime = {
  logger: { info: silent, warn: silent, error: silent },
  invocationId: 'first',
  remainingMs: () => 900_000,
};

export interface MemoryObjects extends ObjectStore {
  /** Texts by key; what is uploaded appears when it is complete. */
  readonly texts: Map<string, string>;
}

export function memoryObjects(initial: Readonly<Record<string, string>> = {}): MemoryObjects {
  const texts = new Map(Object.entries(initial));
  const read = (key: string) => {
    const text = texts.get(key);
    if (text === undefined)
      throw Object.assign(new Error('The specified key does not exist.'), { name: 'NoSuchKey' });
    return Buffer.from(text);
  };
  return {
    texts,
    head: async () => undefined,
    open: async ({ key }, range) => Readable.from([read(key).subarray(range?.start, range?.end)]),
    openByKey: async (_, key) => Readable.from([read(key)]),
    put: async (_, key, body) => {
      texts.set(key, body.toString());
    },
    upload: async (_, key, body) => {
      const pieces: Buffer[] = [];
      for await (const piece of body) pieces.push(Buffer.from(piece));
      const bytes = Buffer.concat(pieces);
      texts.set(key, bytes.toString());
      return { etag: 'e', size: bytes.length };
    },
    compose: async ({ key, segments }) => {
      texts.set(key, Buffer.concat(segments.map((segment) => read(segment.key))).toString());
    },
  };
}

export interface MemoryImports
  extends Pick<
    ImportStore,
    | 'create'
    | 'hasOpen'
    | 'rememberContent'
    | 'expireContent'
    | 'read'
    | 'find'
    | 'update'
    | 'keepSettings'
    | 'begin'
    | 'receive'
    | 'noteCollected'
    | 'noteAbortedProgress'
    | 'end'
    | 'noteAbortedFiles'
    | 'readChunk'
    | 'recordFailure'
    | 'finish'
    | 'chunks'
    | 'claimNotification'
    | 'releaseNotification'
    | 'countMail'
  > {
  item: Import | undefined;
}

export function memoryImports(initial?: Import, chunkItems: readonly ChunkItem[] = []): MemoryImports {
  const change = (fields: Partial<Import>): true => {
    store.item = { ...(store.item as Import), ...fields };
    return true;
  };
  const store: MemoryImports = {
    item: initial,
    hasOpen: async () => false,
    rememberContent: async () => undefined,
    expireContent: async () => undefined,
    create: async (item) => {
      if (store.item !== undefined) return false;
      store.item = item;
      return true;
    },
    find: async () => store.item,
    read: async () => {
      if (store.item === undefined) throw new Error('no import');
      return store.item;
    },
    update: async (_, change) => {
      const known = Object.entries(change).filter(([, value]) => value !== undefined);
      store.item = { ...(store.item as Import), ...Object.fromEntries(known) };
    },
    keepSettings: async (_, settings) => {
      const kept = store.item?.settings ?? settings;
      change({ settings: kept });
      return kept;
    },
    begin: async (_, attempt, startedAt) =>
      allows('begin', store.item, { attempt }) && change({ status: 'RUNNING', startedAt }),
    receive: async (_, attempt, upload) =>
      allows('receive', store.item, { attempt }) &&
      change({ ...upload, status: 'QUEUED' } as Partial<Import>),
    noteCollected: async (_, collected, collecting) =>
      allows('collect', store.item, { attempt: collecting.attempt, collected }) && change({ collecting }),
    noteAbortedProgress: async (_, collected, collecting) =>
      allows('collectAborted', store.item, { attempt: collecting.attempt, collected }) &&
      change({ collecting }),
    end: async (_, attempt, ending) =>
      allows(ENDING_OF[ending.status], store.item, { attempt }) && change(ending),
    countMail: async () => true,
    noteAbortedFiles: async (_, attempt, files) =>
      allows('noteAbortedFiles', store.item, { attempt }) && change(files),
    readChunk: async (_, index) => chunkItems.find((chunk) => chunk.index === index),
    recordFailure: async (_, failure) => {
      if (!store.item?.failure?.isFinal) change({ failure: { ...failure, phase: 'import' } });
    },
    finish: async (_, attempt, messageId) => {
      if (store.item?.attempt !== attempt) return;
      const { unfinished: __, ...rest } = store.item;
      store.item = {
        ...rest,
        notification: {
          status: messageId === undefined ? 'WITHHELD' : 'SENT',
          at: NOW.toISOString(),
          ...(messageId !== undefined && { messageId }),
        },
      };
    },
    chunks: async function* () {
      yield* chunkItems;
    },
    claimNotification: async (_, staleBefore) => {
      const claim = store.item?.notification;
      const free = claim === undefined || (claim.status === 'SENDING' && new Date(claim.at) < staleBefore);
      if (free)
        store.item = {
          ...(store.item as Import),
          notification: { status: 'SENDING', at: NOW.toISOString() },
        };
      return free;
    },
    releaseNotification: async () => {
      const { notification: _, ...rest } = store.item as Import;
      store.item = rest;
    },
  };
  return store;
}
