import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { ApiProblem } from '../../client/errors.ts';
import { hasEnded, type ImportView, type RollcallClient } from '../../client/rollcall-client.ts';
import type { Progress } from '../../lambdas/core/lifecycle/progress.ts';
import type { ImportRun, ImportService, Refused } from '../import-service.ts';
import type { NewFile, OutputFolder } from '../output-folder.ts';
import { saveNamed } from '../save-files.ts';
import { FILE_KINDS, shownImport } from '../shown-import.ts';
import { summaryOf } from '../summary.ts';
import { isLoopback } from './api-address.ts';

/** The recovery sends the e-mail of an import that ended badly, within minutes. A stage may also be unable to send any. */
const MAIL_WITHIN_MS = 5 * 60_000;
/** For an API on this machine, requests cost nothing. */
const LOCAL_PAUSE_MS = { first: 100, last: 1000, share: 50 } as const;

export interface RemoteService extends ImportService {
  read(importId: string): Promise<ImportView | undefined>;
}

/** Imports of a deployed stage, by its API. */
export function remoteService(client: RollcallClient, api: string): RemoteService {
  const read = (importId: string) => unlessMissing(client.getImport(importId));
  return {
    place: { api },
    read,
    async find(importId) {
      const view = await read(importId);
      return view && shownImport(view);
    },
    async follow(importId, onProgress, untilQuestion = false) {
      let notifyingSince: number | undefined;
      const view = await client.followImport(importId, {
        onChange: (changed) => onProgress(progressOf(changed)),
        ...(isLoopback(api) && { pauseMs: localPauseMs }),
        until: (current) => {
          if (current.stage !== 'notifying') notifyingSince = undefined;
          else notifyingSince ??= Date.now();
          const isLate = notifyingSince !== undefined && Date.now() - notifyingSince > MAIL_WITHIN_MS;
          return hasEnded(current) || isLate || (untilQuestion && current.stage === 'confirming');
        },
      });
      return shownImport(view);
    },
    fetch: async (importId, folder) => fetchRun(client, await client.getImport(importId), folder),
    confirm: ({ importId }) => refusalOf(client.confirmImport(importId)),
    cancel: ({ importId }) => refusalOf(client.cancelImport(importId)),
    resume: ({ importId }) => refusalOf(client.resumeImport(importId)),
  };
}

export function progressOf({ stage, progress }: ImportView): Progress {
  const { records, recordsDone, chunksRunning } = progress;
  return { phase: stage, records, recordsDone, ...(chunksRunning !== undefined && { chunksRunning }) };
}

async function fetchRun(client: RollcallClient, view: ImportView, folder: OutputFolder): Promise<ImportRun> {
  const files = view.files.map(({ name, fileName }) => ({
    kind: FILE_KINDS[name],
    name: fileName,
    open: async () => {
      const { body } = await client.downloadFile(view.id, name);
      return body === null ? Readable.from([]) : Readable.fromWeb(body as ReadableStream);
    },
  })) satisfies readonly (NewFile & { readonly kind: string })[];
  const item = shownImport(view);
  return { item, summary: summaryOf(item, await saveNamed(view.id, files, folder)) };
}

async function unlessMissing<T>(request: Promise<T>): Promise<T | undefined> {
  try {
    return await request;
  } catch (error) {
    if (error instanceof ApiProblem && error.kind === 'not-found') return undefined;
    throw error;
  }
}

/** @throws the other problems */
async function refusalOf(request: Promise<unknown>): Promise<Refused | undefined> {
  try {
    await request;
    return undefined;
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.kind !== 'conflict') throw error;
    return { code: error.body.code ?? 'Conflict', message: error.message };
  }
}

function localPauseMs(elapsedMs: number): number {
  const { first, last, share } = LOCAL_PAUSE_MS;
  return Math.min(last, Math.max(first, elapsedMs / share));
}
