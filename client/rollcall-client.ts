import { answer, type Connection, type ConnectionOptions, connect } from './connect.ts';
import { ApiProblem, TransferRefused } from './errors.ts';
import type { components, operations } from './schema.ts';
import { type UploadOptions, uploadForm } from './upload.ts';
import { uploadParts } from './upload-parts.ts';

type Schemas = components['schemas'];
export type ImportView = Schemas['Import'];
export type ImportSummaryView = Schemas['ImportSummary'];
export type NewImport = operations['createImport']['requestBody']['content']['application/json'];
export type ListQuery = NonNullable<operations['listImports']['parameters']['query']>;
export type UserQuery = NonNullable<operations['listUsers']['parameters']['query']>;
export type FileName = ImportView['files'][number]['name'];
export type ImportTypeView = Schemas['ImportType'];

/** What an import is created with. The sizes are those of the files. */
export interface FileToImport extends Omit<NewImport, 'bytes' | 'header'> {
  /** Of a user feed, which is made of two files. */
  readonly header?: { readonly fileName: string; readonly file: Blob };
}

export interface FollowOptions {
  /** Called with the first answer, and whenever it has changed. */
  readonly onChange?: (view: ImportView) => void;
  /** When to stop. By default at the end of the import, when its e-mail was sent. */
  readonly until?: (view: ImportView) => boolean;
  /** Milliseconds before the next request. @param elapsedMs since the first one */
  readonly pauseMs?: (elapsedMs: number) => number;
  readonly signal?: AbortSignal;
}

/** From one second at first to five seconds after some minutes. */
const FIRST_PAUSE_MS = 1000;
const LAST_PAUSE_MS = 5000;
const SHARE_OF_PAUSE = 20;

export type RollcallClient = ReturnType<typeof createRollcallClient>;

/** The flows of the API, for programs and pages. It uses nothing that browsers do not have. */
export function createRollcallClient(options: ConnectionOptions) {
  const connection = connect(options);
  const { http } = connection;
  const pathOf = (importId: string) => ({ params: { path: { importId } } });
  return {
    /** For operations that have no function here. */
    ...connection,
    createImport: (body: NewImport) => answer(http.POST('/v1/imports', { body })),
    importFile: (body: FileToImport, file: Blob, upload: UploadOptions = {}) =>
      importFile(connection, body, file, upload),
    /** Continues an upload in parts that broke. */
    continueUpload: (importId: string, file: Blob, upload: UploadOptions = {}) =>
      uploadParts(connection, importId, file, upload),
    listImports: (query: ListQuery = {}) => answer(http.GET('/v1/imports', { params: { query } })),
    getImport: (importId: string) => answer(http.GET('/v1/imports/{importId}', pathOf(importId))),
    /** @returns undefined if there is no such import */
    findImport: (importId: string) =>
      orUndefined(answer(http.GET('/v1/imports/{importId}', pathOf(importId)))),
    followImport: (importId: string, follow: FollowOptions = {}) =>
      followImport(connection, importId, follow),
    confirmImport: (importId: string) =>
      answer(http.POST('/v1/imports/{importId}/confirm', pathOf(importId))),
    cancelImport: (importId: string) => answer(http.POST('/v1/imports/{importId}/cancel', pathOf(importId))),
    resumeImport: (importId: string) => answer(http.POST('/v1/imports/{importId}/resume', pathOf(importId))),
    downloadFile: (importId: string, name: FileName) => downloadFile(connection, importId, name),
    listUsers: (importType: string, query: UserQuery = {}) =>
      answer(http.GET('/v1/users/{importType}', { params: { path: { importType }, query } })),
    /** @returns undefined if there is no such user */
    findUser: (importType: string, key: string) =>
      orUndefined(
        answer(http.GET('/v1/users/{importType}/{key}', { params: { path: { importType, key } } })),
      ),
    listImportTypes: () => answer(http.GET('/v1/import-types')),
    getImportType: (name: string) =>
      answer(http.GET('/v1/import-types/{name}', { params: { path: { name } } })),
  };
}

/** Creates an import and uploads its file, or its two files. @returns the id of the import */
async function importFile(
  connection: Connection,
  { header, ...body }: FileToImport,
  file: Blob,
  options: UploadOptions,
): Promise<string> {
  const created = await answer(
    connection.http.POST('/v1/imports', {
      body: {
        ...body,
        bytes: file.size,
        ...(header && { header: { fileName: header.fileName, bytes: header.file.size } }),
      },
    }),
  );
  const { id, upload, headerUpload } = created;
  options.onCreated?.(id);
  // Progress is about the data file: the header file has some hundred bytes.
  const { onProgress: _, ...quiet } = options;
  if (header !== undefined && headerUpload?.method === 'POST')
    await uploadForm(headerUpload, header.file, quiet);
  if (upload.method === 'POST') await uploadForm(upload, file, options);
  else {
    options.onParts?.(id);
    await uploadParts(connection, id, file, options);
  }
  return id;
}

/** Whether the import has ended and its e-mail was sent. */
export function hasEnded({ stage }: Pick<ImportView, 'stage'>): boolean {
  return stage === 'ended';
}

/** Of a request that finds nothing. */
async function orUndefined<T>(request: Promise<T>): Promise<T | undefined> {
  try {
    return await request;
  } catch (error) {
    if (error instanceof ApiProblem && error.kind === 'not-found') return undefined;
    throw error;
  }
}

/** Asks again until `until` holds. An answer that has not changed is 304 and costs no more than its headers. */
async function followImport(
  { http, sleep }: Connection,
  importId: string,
  { onChange, until = hasEnded, pauseMs = defaultPauseMs, signal }: FollowOptions,
): Promise<ImportView> {
  const startedAt = performance.now();
  let etag = '';
  let seen: ImportView | undefined;
  for (;;) {
    const { data, response } = await http.GET('/v1/imports/{importId}', {
      params: { path: { importId } },
      ...(etag !== '' && { headers: { 'if-none-match': etag } }),
      ...(signal && { signal }),
    });
    if (data !== undefined) {
      etag = response.headers.get('etag') ?? '';
      seen = data;
      onChange?.(data);
    }
    if (seen !== undefined && until(seen)) return seen;
    await sleep(pauseMs(performance.now() - startedAt), signal);
  }
}

function defaultPauseMs(elapsedMs: number): number {
  return Math.min(LAST_PAUSE_MS, Math.max(FIRST_PAUSE_MS, elapsedMs / SHARE_OF_PAUSE));
}

/** The redirect leads to another host, to which `fetch` does not send the bearer. @throws TransferRefused */
async function downloadFile({ http }: Connection, importId: string, name: FileName): Promise<Response> {
  const { response, error } = await http.GET('/v1/imports/{importId}/files/{name}', {
    params: { path: { importId, name } },
    parseAs: 'stream',
  });
  if (!response.ok) throw new TransferRefused(`The download of ${name}`, response.status, String(error));
  return response;
}
