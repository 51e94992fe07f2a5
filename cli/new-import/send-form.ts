import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { Unreachable } from '../../client/errors.ts';
import type { SendForm } from '../../client/upload.ts';

/** As `fetch` would send the form, with its progress. S3 wants the length, and the file as the last field. */
export const sendFormWithProgress: SendForm = async ({ url, method, fields }, file, onProgress, signal) => {
  const boundary = `rollcall-${crypto.randomUUID()}`;
  const part = (name: string, more = '') =>
    `--${boundary}\r\ncontent-disposition: form-data; name="${name}"${more}\r\n\r\n`;
  const head = [
    ...Object.entries(fields).map(([name, value]) => `${part(name)}${value}\r\n`),
    part('file', '; filename="file"'),
  ].join('');
  const tail = `\r\n--${boundary}--\r\n`;
  const headers = {
    'content-type': `multipart/form-data; boundary=${boundary}`,
    'content-length': Buffer.byteLength(head) + file.size + Buffer.byteLength(tail),
  };
  const send = url.startsWith('https:') ? requestHttps : requestHttp;
  async function* body() {
    yield head;
    let sent = 0;
    for await (const chunk of Readable.fromWeb(file.stream() as ReadableStream)) {
      yield chunk;
      sent += chunk.length;
      onProgress(sent);
    }
    yield tail;
  }
  try {
    const request = send(url, { method, headers, ...(signal && { signal }) });
    const answered = new Promise<import('node:http').IncomingMessage>((resolve, reject) => {
      request.once('response', resolve).once('error', reject);
    });
    // S3 may answer, and close the connection, before it has read a file that it refuses.
    const sending = pipeline(Readable.from(body()), request);
    sending.catch(() => undefined);
    const response = await Promise.race([answered, sending.then(() => answered)]);
    return { status: response.statusCode ?? 0, text: await text(response) };
  } catch (error) {
    throw new Unreachable(new URL(url).origin, error);
  }
};
