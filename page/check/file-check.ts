import { type CheckClient, type CheckPort, createCheckClient } from './check-client.ts';
import type {
  AskOf,
  CheckEvent,
  CheckSummary,
  ColumnOfGrid,
  EditReply,
  FileChoices,
  InspectedFile,
  ReplyOf,
  RequestKind,
} from './protocol.ts';
import { createUnderway } from './underway.ts';

export interface FileCheckState {
  readonly phase: 'idle' | 'opening' | 'opened' | 'checking' | 'checked' | 'failed';
  readonly inspected?: InspectedFile;
  readonly columns?: readonly ColumnOfGrid[];
  readonly summary?: CheckSummary;
  readonly error?: unknown;
}

/** Requests that change the file. */
export type ChangeKind = 'edit' | 'replace' | 'remove' | 'undo' | 'redo';

export type StartWorker = (onFailure: (error: Error) => void) => CheckPort;

interface Opened {
  readonly file: Blob;
  readonly choices: string;
  readonly inspected: Promise<InspectedFile>;
}

/**
 * One file in a check worker, for all steps that show it. It stays open while a person goes back and forth, with the
 * corrections that were made.
 */
export function createFileCheck(startWorker: StartWorker) {
  const store = createStore();
  const worker = createWorker(startWorker, store);
  const underway = createUnderway();
  let opened: Opened | undefined;

  function close(): void {
    opened = undefined;
    worker.end();
    store.set({ phase: 'idle' });
  }

  return {
    state: store.get,
    subscribe: store.subscribe,
    ask: worker.ask,
    /** Recognises a file. The same file with the same choices stays as it is, with its corrections. */
    open(file: Blob, fileName: string, choices: FileChoices): Promise<InspectedFile> {
      const key = JSON.stringify(choices);
      const isSame = opened?.file === file && store.get().phase !== 'failed';
      if (isSame && opened?.choices === key) return opened.inspected;
      // Changes of what was open before are not answered any more.
      underway.forget();
      const { inspected: before } = store.get();
      store.set({ phase: 'opening', ...(isSame && before && { inspected: before }) });
      const inspected = isSame
        ? worker.ask('choose', { choices })
        : worker.ask('open', { file, fileName, choices });
      opened = { file, choices: key, inspected };
      const isLast = () => opened?.inspected === inspected;
      inspected.then(
        (found) => isLast() && store.set({ phase: 'opened', inspected: found }),
        (error: unknown) => isLast() && store.set({ phase: 'failed', error }),
      );
      return inspected;
    },
    /** Begins to check the file that is open, unless it is being checked already. */
    async check(): Promise<void> {
      const before = store.get();
      if (before.phase !== 'opened' || before.inspected?.rejection !== undefined) return;
      store.set({ ...before, phase: 'checking' });
      try {
        const { columns } = await worker.ask('check', {});
        store.set({ ...store.get(), columns });
      } catch (error) {
        store.set({ phase: 'failed', error });
      }
    },
    /** Changes the file. The summary is then that of the changed file. */
    change<K extends ChangeKind>(kind: K, request: AskOf<K>): Promise<EditReply> {
      return underway.add(
        worker.ask(kind, request).then((reply: EditReply) => {
          store.set({ ...store.get(), summary: reply.summary });
          return reply;
        }),
      );
    },
    /** `settled` waits for a change that is being prepared. */
    hold: underway.add,
    /** The summary after all changes that were begun: the last one may still be underway when a person goes on. */
    async settled(): Promise<CheckSummary | undefined> {
      await underway.ended();
      return store.get().summary;
    },
    /** Ends the worker, and forgets the file. */
    close,
  };
}

type Store = ReturnType<typeof createStore>;

function createStore() {
  let state: FileCheckState = { phase: 'idle' };
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    set(next: FileCheckState): void {
      state = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** It is started by the first request. */
function createWorker(startWorker: StartWorker, store: Store) {
  let client: CheckClient | undefined;

  function onEvent(event: CheckEvent): void {
    const state = store.get();
    // An event of a file that was open before is late.
    if (state.phase !== 'checking' && state.phase !== 'checked') return;
    if (event.event === 'failed') store.set({ phase: 'failed', error: new Error(event.message) });
    else if (event.event === 'summary') store.set({ ...state, phase: 'checked', summary: event.summary });
    else store.set({ ...state, summary: event.summary });
  }

  function end(): void {
    client?.end();
    client = undefined;
  }

  return {
    ask<K extends RequestKind>(kind: K, request: AskOf<K>): Promise<ReplyOf<K>> {
      client ??= createCheckClient(
        startWorker((error) => {
          end();
          store.set({ phase: 'failed', error });
        }),
        onEvent,
      );
      return client.ask(kind, request);
    },
    end,
  };
}
