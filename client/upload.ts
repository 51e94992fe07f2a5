import { TransferRefused, Unreachable } from './errors.ts';
import type { components } from './schema.ts';

export type FormUpload = components['schemas']['FormUpload'];

interface Sent {
  readonly status: number;
  readonly text: string;
}

/** Sends a form with the file as its last field. The default reports no progress, because `fetch` does not. */
export type SendForm = (
  form: FormUpload,
  file: Blob,
  onProgress: (sentBytes: number) => void,
  signal?: AbortSignal,
) => Promise<Sent>;

/** Sends a part by PUT. */
export type SendPart = (
  url: string,
  part: Blob,
  onProgress: (sentBytes: number) => void,
  signal?: AbortSignal,
) => Promise<Sent>;

export interface UploadOptions {
  /** Called once the import exists, so that an upload that breaks can be cancelled. */
  readonly onCreated?: (importId: string) => void;
  /** Called before the first part is sent: from here on, an upload that breaks can be continued. */
  readonly onParts?: (importId: string) => void;
  readonly onProgress?: (sentBytes: number, bytes: number) => void;
  readonly sendForm?: SendForm;
  readonly sendPart?: SendPart;
  readonly signal?: AbortSignal | undefined;
}

/** @throws TransferRefused, Unreachable */
export async function uploadForm(
  form: FormUpload,
  file: Blob,
  { onProgress = () => undefined, sendForm = fetchForm, signal }: UploadOptions,
): Promise<void> {
  onProgress(0, file.size);
  const { status, text } = await sendForm(form, file, (sent) => onProgress(sent, file.size), signal);
  if (status >= 300) throw new TransferRefused('The upload', status, text);
  onProgress(file.size, file.size);
}

const fetchForm: SendForm = ({ url, fields, method }, file, _, signal) => {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  body.set('file', file);
  return send(url, { method, body }, signal);
};

export const fetchPart: SendPart = (url, part, _, signal) => send(url, { method: 'PUT', body: part }, signal);

async function send(url: string, init: RequestInit, signal: AbortSignal | undefined): Promise<Sent> {
  try {
    const response = await fetch(url, { ...init, ...(signal && { signal }) });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    throw new Unreachable(new URL(url).origin, error);
  }
}
