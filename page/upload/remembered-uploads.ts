import type { NewImport } from '../../client/rollcall-client.ts';

/** What the browser keeps of an upload until the file has arrived. No token, no URL and nothing of the file's content. */
export interface RememberedUpload {
  readonly importId: string;
  readonly fileName: string;
  readonly bytes: number;
  /** Of the file on the disk, in milliseconds. Absent for a file that the page has made. */
  readonly lastModified?: number;
  /** What the import was created with, for an upload that has to begin again. */
  readonly body: Omit<NewImport, 'bytes'>;
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

const PREFIX = 'rollcall-upload-';

export type RememberedUploads = ReturnType<typeof createRememberedUploads>;

/** @param open returns the storage of the browser, and throws where it is switched off: nothing is remembered then */
export function createRememberedUploads(open: () => Store) {
  const attempt = <T>(use: (store: Store) => T): T | undefined => {
    try {
      return use(open());
    } catch {
      return undefined;
    }
  };
  const find = (importId: string) =>
    attempt((store) => read(store.getItem(`${PREFIX}${importId}`))) ?? undefined;
  return {
    remember(upload: RememberedUpload): void {
      attempt((store) => store.setItem(`${PREFIX}${upload.importId}`, JSON.stringify(upload)));
    },
    forget(importId: string): void {
      attempt((store) => store.removeItem(`${PREFIX}${importId}`));
    },
    find,
    /** Those of this browser, also of other tenants. */
    all(): readonly RememberedUpload[] {
      const names = attempt((store) => Array.from({ length: store.length }, (_, index) => store.key(index)));
      return (names ?? [])
        .flatMap((name) => (name?.startsWith(PREFIX) ? [find(name.slice(PREFIX.length))] : []))
        .filter((upload) => upload !== undefined);
    },
  };
}

function read(text: string | null): RememberedUpload | undefined {
  return text === null ? undefined : (JSON.parse(text) as RememberedUpload);
}
