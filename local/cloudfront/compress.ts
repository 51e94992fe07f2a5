import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { StoredFile } from './stored-files.ts';

/** The types that CloudFront compresses, of those that StoredFiles gives. */
const COMPRESSIBLE: ReadonlySet<string> = new Set([
  'application/json',
  'application/manifest+json',
  'application/wasm',
  'image/svg+xml',
  'image/vnd.microsoft.icon',
  'text/css',
  'text/csv',
  'text/html',
  'text/javascript',
  'text/plain',
]);
/** The sizes that CloudFront compresses. https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/ServingCompressedFiles.html, 2026-11. */
const MIN_BYTES = 1000;
const MAX_BYTES = 10_000_000;

type Encoding = 'br' | 'gzip';

/** @returns undefined if the file is sent as it is */
export function encodingFor(
  { body, contentType }: StoredFile,
  acceptEncoding: string | undefined,
): Encoding | undefined {
  if (!COMPRESSIBLE.has(contentType) || body.length < MIN_BYTES || body.length > MAX_BYTES) return undefined;
  const accepted = (acceptEncoding ?? '').split(',').flatMap((part) => {
    const [name = '', ...parameters] = part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/);
    return parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter)) ? [] : [name];
  });
  return (['br', 'gzip'] as const).find((encoding) => accepted.includes(encoding));
}

const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

/** Compresses each file once for each encoding. */
export function createCompress(): (file: StoredFile, encoding: Encoding) => Promise<Buffer> {
  const kept = {
    br: new WeakMap<StoredFile, Promise<Buffer>>(),
    gzip: new WeakMap<StoredFile, Promise<Buffer>>(),
  };
  return (file, encoding) => {
    const existing = kept[encoding].get(file);
    if (existing !== undefined) return existing;
    const compressed =
      encoding === 'br' ? promisify(brotliCompress)(file.body, BROTLI) : promisify(gzip)(file.body);
    kept[encoding].set(file, compressed);
    return compressed;
  };
}
