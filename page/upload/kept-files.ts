/**
 * Files that the page has made, such as one with corrections, while they are sent: a person cannot choose them again. In
 * IndexedDB, until they have arrived. Where it is switched off or full, nothing is kept.
 */
const DATABASE = 'rollcall-uploads';
const STORE = 'files';

export const keptFiles = {
  keep: async (importId: string, file: Blob): Promise<boolean> =>
    (await run('readwrite', (store) => store.put(file, importId))) !== undefined,
  find: async (importId: string): Promise<Blob | undefined> => {
    const found = await run<unknown>('readonly', (store) => store.get(importId));
    return found instanceof Blob ? found : undefined;
  },
  forget: async (importId: string): Promise<void> =>
    void (await run('readwrite', (store) => store.delete(importId))),
  forgetAll: async (): Promise<void> => void (await run('readwrite', (store) => store.clear())),
};

async function run<T>(
  mode: IDBTransactionMode,
  use: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T | undefined> {
  try {
    const database = await open();
    try {
      return await settled(use(database.transaction(STORE, mode).objectStore(STORE)));
    } finally {
      database.close();
    }
  } catch {
    return undefined;
  }
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return settled(request);
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
