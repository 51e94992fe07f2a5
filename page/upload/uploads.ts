import { useSyncExternalStore } from 'preact/compat';
import { answer } from '../../client/connect.ts';
import type { NewImport, RollcallClient } from '../../client/rollcall-client.ts';
import { type FormUpload, uploadForm } from '../../client/upload.ts';
import { browserClock } from '../api/browser-clock.ts';
import { askBeforeLeaving } from '../routing/ask-before-leaving.ts';
import { browserNetwork } from './browser-network.ts';
import { keptFiles } from './kept-files.ts';
import { createRememberedUploads } from './remembered-uploads.ts';
import { sendForm, sendPart } from './send-by-xhr.ts';
import type { AttemptOptions } from './send-through.ts';
import { createUploadJob, type UploadJob, type UploadState } from './upload-job.ts';

export const rememberedUploads = createRememberedUploads(() => localStorage);

/** The uploads of this tab. They go on while other screens are open. */
const jobs = new Map<string, UploadJob>();
const listeners = new Set<() => void>();

export interface UploadToStart {
  readonly importId: string;
  readonly file: Blob;
  /** Of a small file. Without it, the file is sent in parts. */
  readonly form?: FormUpload;
  /** Is sent before the file. */
  readonly header?: { readonly file: Blob; readonly form: FormUpload };
  /** What the import was created for. */
  readonly purpose?: Purpose | undefined;
}

type Purpose = NonNullable<NewImport['options']>['purpose'];

/** Of the imports whose files this tab sends. */
const purposes = new Map<string, Purpose>();

/** The service tells it of an import whose file has arrived. */
export const purposeOf = (importId: string): Purpose => purposes.get(importId);

/** Starts to send a file, or goes on with it. An upload that this tab sends already is left as it is. */
export function startUpload(client: RollcallClient, upload: UploadToStart): void {
  const { importId, file } = upload;
  const phase = jobs.get(importId)?.state().phase;
  if (phase !== undefined && phase !== 'failed' && phase !== 'cancelled') return;
  const job = createUploadJob(file.size, {
    send: afterHeader(upload, sender(client, upload)),
    abandon: () => abandonUpload(client, importId),
    touchFile: () => file.slice(0, 1).arrayBuffer(),
    network: browserNetwork,
    now: browserClock.now,
    sleep: browserClock.sleep,
  });
  jobs.set(importId, job);
  purposes.set(importId, upload.purpose ?? rememberedUploads.find(importId)?.body.options?.purpose);
  job.subscribe(() => {
    const { phase: now } = job.state();
    if (now === 'sent' || now === 'cancelled') forgetUpload(importId);
    notify();
  });
  notify();
  void goOn(importId);
}

const lockOf = (importId: string) => `rollcall-upload-${importId}`;

/** Goes on with an upload of this tab that is paused or has failed. The lock tells other tabs that it is sent here. */
export async function goOn(importId: string): Promise<void> {
  await navigator.locks.request(lockOf(importId), { ifAvailable: true }, () => jobs.get(importId)?.go());
}

/** Whether a tab of this browser sends the file now. */
export async function isBeingSent(importId: string): Promise<boolean> {
  const { held = [] } = await navigator.locks.query();
  return held.some(({ name }) => name === lockOf(importId));
}

/** Gives up an import whose file has not arrived. */
export async function abandonUpload({ http }: RollcallClient, importId: string): Promise<void> {
  await http.DELETE('/v1/imports/{importId}', { params: { path: { importId } } });
  forgetUpload(importId);
}

/** What the browser keeps of an upload that needs it no more. */
function forgetUpload(importId: string): void {
  rememberedUploads.forget(importId);
  void keptFiles.forget(importId);
}

export function findUpload(importId: string): UploadJob | undefined {
  return jobs.get(importId);
}

/** The state of an upload of this tab. */
export function useUpload(importId: string): UploadState | undefined {
  return useSyncExternalStore(subscribe, () => jobs.get(importId)?.state());
}

type Send = (options: AttemptOptions) => Promise<void>;

/** A header file is small: the progress does not count it. */
function afterHeader({ header }: UploadToStart, send: Send): Send {
  let isSent = header === undefined;
  return async (options) => {
    if (header !== undefined && !isSent)
      await uploadForm(header.form, header.file, { signal: options.signal, sendForm });
    isSent = true;
    await send(options);
  };
}

function sender(client: RollcallClient, { importId, file, form }: UploadToStart) {
  if (form === undefined)
    return ({ signal, onProgress }: AttemptOptions) =>
      client.continueUpload(importId, file, { signal, onProgress, sendPart });
  let isFirst = true;
  return async ({ signal, onProgress }: AttemptOptions) => {
    // The answer may have been lost after the file had arrived.
    const wasSent =
      !isFirst && (await answer(getImport(client, importId, signal))).status !== 'AWAITING_UPLOAD';
    isFirst = false;
    if (!wasSent) await uploadForm(form, file, { signal, onProgress, sendForm });
  };
}

function getImport({ http }: RollcallClient, importId: string, signal: AbortSignal) {
  return http.GET('/v1/imports/{importId}', { params: { path: { importId } }, signal });
}

/** Whether a file of this tab has not arrived: it is sent, or its upload is paused or has failed. */
export function hasUnsent(): boolean {
  return [...jobs.values()].some((job) => !['sent', 'cancelled'].includes(job.state().phase));
}

/** Stops the uploads of this tab, and removes what this browser keeps of any. */
export async function forgetUploads(): Promise<void> {
  for (const job of jobs.values()) job.pause();
  for (const { importId } of rememberedUploads.all()) rememberedUploads.forget(importId);
  await keptFiles.forgetAll();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

function notify(): void {
  for (const listener of listeners) listener();
  const isSending = [...jobs.values()].some((job) => ['sending', 'waiting'].includes(job.state().phase));
  askBeforeLeaving('upload', isSending);
}
