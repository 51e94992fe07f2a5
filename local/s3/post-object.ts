import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { answerRefusal } from './answer-xml.ts';
import { isKeyTooLong, KEY_TOO_LONG } from './long-keys.ts';
import { refusePost } from './post-policy.ts';

export interface PostObjectOptions {
  /** Of the credentials with which all functions sign. */
  readonly secretAccessKey: string;
  readonly now: () => Date;
  /** Stores the object as a PUT does. @returns its ETag */
  readonly put: (path: string, body: Buffer, headers: Record<string, string>) => Promise<string>;
}

/** A browser waits long for a larger file, and this server holds a form in memory. */
const MAX_FORM_BYTES = 128 * 1024 * 1024;

/**
 * Handles the POST of a form from a browser. s3rver takes such a form too, but does not check its policy. The object is then
 * stored by a PUT, which `put` marks so that its event says `POST Object`.
 */
export function createPostObject(options: PostObjectOptions, next: RequestListener): RequestListener {
  return (request, response) => {
    const { method, headers, url = '/' } = request;
    const isForm = method === 'POST' && (headers['content-type'] ?? '').startsWith('multipart/form-data');
    if (!isForm) return next(request, response);
    answer(options, request, response, url.split('/')[1]?.split('?')[0] ?? '').catch(() =>
      answerRefusal(response, {
        code: 'InternalError',
        status: 500,
        message: 'We encountered an internal error.',
      }),
    );
  };
}

async function answer(
  { secretAccessKey, now, put }: PostObjectOptions,
  request: IncomingMessage,
  response: ServerResponse,
  bucket: string,
): Promise<void> {
  if (Number(request.headers['content-length'] ?? 0) > MAX_FORM_BYTES) {
    request.resume();
    return answerRefusal(response, {
      code: 'EntityTooLarge',
      status: 400,
      message: 'The form is too large for this machine.',
    });
  }
  const body = await buffer(request);
  const headers = { 'content-type': request.headers['content-type'] ?? '' };
  const form = await new Response(body, { headers }).formData();
  const file = form.get('file');
  if (file === null)
    return answerRefusal(response, {
      code: 'InvalidArgument',
      status: 400,
      message: 'POST requires exactly one file upload per request.',
    });
  const content = typeof file === 'string' ? Buffer.from(file) : Buffer.from(await file.arrayBuffer());
  const fields = new Map(
    [...form].flatMap(([name, value]) =>
      typeof value === 'string' ? [[name.toLowerCase(), value] as const] : [],
    ),
  );
  fields.delete('file');
  const refusal = refusePost({ bucket, fields, fileBytes: content.length }, secretAccessKey, now());
  if (refusal !== undefined) return answerRefusal(response, refusal);
  const kept = [...fields].filter(([name]) => name.startsWith('x-amz-meta-') || name === 'content-type');
  const key = fields.get('key') ?? '';
  if (isKeyTooLong(key)) return answerRefusal(response, KEY_TOO_LONG);
  const etag = await put(
    `/${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`,
    content,
    Object.fromEntries(kept),
  );
  response.writeHead(204, { etag, location: `/${bucket}/${encodeURIComponent(key)}` }).end();
}
