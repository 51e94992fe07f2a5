import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { ApiProblem } from '../../client/errors.ts';
import { hasEnded, type ImportView, type RollcallClient } from '../../client/rollcall-client.ts';
import type { Progress } from '../../lambdas/core/lifecycle/progress.ts';
import { executionName } from '../../lambdas/core/naming/execution-name.ts';
import type { CloudAccess } from '../../local/connect-cloud.ts';
import type { Place } from '../program/place.ts';
import { isLoopback } from '../remote/api-address.ts';
import type { ImportRun, ImportService, Refused } from './import-service.ts';
import type { NewFile, OutputFolder } from './output-folder.ts';
import { saveNamed } from './save-files.ts';
import { FILE_KINDS, type ShownImport, shownImport } from './shown-import.ts';
import { summaryOf } from './summary.ts';

/** The recovery sends the e-mail of an import that ended badly, within minutes. A stage may also be unable to send any. */
const MAIL_WITHIN_MS = 5 * 60_000;
/** For an API on this machine, requests cost nothing. */
const LOCAL_PAUSE_MS = { first: 100, last: 1000, share: 50 } as const;

export interface ApiUse {
  readonly client: RollcallClient;
  readonly service: ImportService;
}

type Mails = CloudAccess['mails'];

/** @param mails of the cloud on this machine: the e-mail of an import is saved with its files */
export function importService(client: RollcallClient, place: Place, mails?: Mails): ImportService {
  const isHere = isLoopback(client.origin);
  return {
    place,
    async find(importId) {
      const view = await client.findImport(importId);
      return view && shownImport(view);
    },
    async follow(importId, onProgress, untilQuestion = false) {
      let notifyingSince: number | undefined;
      const view = await client.followImport(importId, {
        onChange: (changed) => onProgress(progressOf(changed)),
        ...(isHere && { pauseMs: localPauseMs }),
        until: (current) => {
          if (current.stage !== 'notifying') notifyingSince = undefined;
          else notifyingSince ??= Date.now();
          const isLate = notifyingSince !== undefined && Date.now() - notifyingSince > MAIL_WITHIN_MS;
          return hasEnded(current) || isLate || (untilQuestion && current.stage === 'confirming');
        },
      });
      return shownImport(view);
    },
    fetch: async (importId, folder) => fetchRun({ client, mails }, await client.getImport(importId), folder),
    confirm: ({ importId }) => refusalOf(client.confirmImport(importId)),
    cancel: ({ importId }) => refusalOf(client.cancelImport(importId)),
    resume: ({ importId }) => refusalOf(client.resumeImport(importId)),
  };
}

export function progressOf({ stage, progress }: ImportView): Progress {
  const { records, recordsDone, chunksRunning } = progress;
  return { phase: stage, records, recordsDone, ...(chunksRunning !== undefined && { chunksRunning }) };
}

async function fetchRun(
  { client, mails }: { readonly client: RollcallClient; readonly mails: Mails | undefined },
  view: ImportView,
  folder: OutputFolder,
): Promise<ImportRun> {
  const files: (NewFile & { readonly kind: string })[] = view.files.map(({ name, fileName }) => ({
    kind: FILE_KINDS[name],
    name: fileName,
    open: async () => {
      const { body } = await client.downloadFile(view.id, name);
      return body === null ? Readable.from([]) : Readable.fromWeb(body as ReadableStream);
    },
  }));
  const item = shownImport(view);
  const mail = mails && (await mailOf(mails, item));
  if (mail !== undefined)
    files.push({ kind: 'email', name: 'email.eml', open: async () => Readable.from([mail]) });
  return { item, summary: summaryOf(item, await saveNamed(view.id, files, folder)) };
}

/** About the end of this attempt. One that was sent twice has the same Message-ID. */
async function mailOf(mails: Mails, item: ShownImport): Promise<Buffer | undefined> {
  const messageId = `<${executionName(item)}@`;
  return (await mails()).findLast(({ raw }) => raw.includes(messageId))?.raw;
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
