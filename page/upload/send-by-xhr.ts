import { Unreachable } from '../../client/errors.ts';
import type { SendForm, SendPart } from '../../client/upload.ts';

/** XMLHttpRequest, because `fetch` does not report how much was sent. */
export const sendForm: SendForm = ({ url, fields, method }, file, onProgress, signal) => {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  body.set('file', file);
  return send({ method, url, body }, onProgress, signal);
};

export const sendPart: SendPart = (url, part, onProgress, signal) =>
  send({ method: 'PUT', url, body: part }, onProgress, signal);

interface Upload {
  readonly method: string;
  readonly url: string;
  readonly body: FormData | Blob;
}

/** Without any progress for so long, the connection is lost: the browser itself would wait for minutes. */
const STALLED_MS = 60_000;

/** @throws Unreachable; the signal's reason */
function send(
  { method, url, body }: Upload,
  onProgress: (sentBytes: number) => void,
  signal: AbortSignal | undefined,
): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const broken = (why: string) => reject(new Unreachable(new URL(url).origin, new Error(why)));
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    const stalled = () => {
      broken('nothing was sent for a minute');
      request.abort();
    };
    let timer = setTimeout(stalled, STALLED_MS);
    request.upload.onprogress = ({ loaded }) => {
      clearTimeout(timer);
      timer = setTimeout(stalled, STALLED_MS);
      onProgress(loaded);
    };
    request.onload = () => resolve({ status: request.status, text: request.responseText });
    request.onerror = () => broken('the connection broke');
    request.onabort = () => reject(signal?.reason ?? new Error('The upload was stopped.'));
    request.onloadend = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
    };
    request.open(method, url);
    signal?.addEventListener('abort', stop, { once: true });
    request.send(body);
  });
}
