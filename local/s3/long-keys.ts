import type { RequestListener } from 'node:http';
import type { S3rverStore } from '@20minutes/s3rver';
import { answerRefusal } from './answer-xml.ts';

/** In UTF-8. https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html, 2026-11 */
const MAX_KEY_BYTES = 1024;
/** Of a file name on the usual file systems. */
const MAX_NAME_BYTES = 255;
/** The longest of s3rver's suffixes. */
const MAX_SUFFIX_BYTES = '._S3rver_metadata.json'.length;
const MAX_FILE_BYTES = MAX_NAME_BYTES - MAX_SUFFIX_BYTES;
/** At the end of a folder whose name continues in the next one. */
const CONTINUED = '._S3rver_more';

export const KEY_TOO_LONG = {
  code: 'KeyTooLongError',
  status: 400,
  message: 'Your key is too long',
} as const;

export function isKeyTooLong(key: string): boolean {
  return Buffer.byteLength(key) > MAX_KEY_BYTES;
}

/** Refuses keys that S3 refuses. */
export function createKeyLimit(next: RequestListener): RequestListener {
  return (request, response) => {
    const [, , ...key] = new URL(request.url ?? '/', 'http://s3').pathname.split('/');
    if (!isKeyTooLong(decoded(key.join('/')))) return next(request, response);
    request.resume();
    answerRefusal(response, KEY_TOO_LONG);
  };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

interface KeyPaths {
  encodeKeyPath(key: string): string;
  decodeKeyPath(keyPath: string): string;
}

/** Stores parts of a key that are too long for a file name in several folders. Other keys keep the path that they have. */
export function splitLongNames(store: S3rverStore): void {
  const paths = store.constructor as unknown as KeyPaths;
  paths.encodeKeyPath = pathOfKey;
  paths.decodeKeyPath = (path) => path.replaceAll(`${CONTINUED}/`, '');
  const remove = store.deleteObject.bind(store);
  // s3rver removes empty folders by the key itself.
  store.deleteObject = (bucket, key) => remove(bucket, pathOfKey(key));
}

function pathOfKey(key: string): string {
  const names = key.split('/');
  return names
    .map((name, at) => splitName(name, at === names.length - 1 ? MAX_FILE_BYTES : MAX_NAME_BYTES))
    .join('/');
}

function splitName(name: string, maxBytes: number): string {
  if (Buffer.byteLength(name) <= maxBytes) return name;
  const pieces = [''];
  let bytes = 0;
  for (const character of name) {
    bytes += Buffer.byteLength(character);
    if (bytes > MAX_FILE_BYTES) {
      pieces.push('');
      bytes = Buffer.byteLength(character);
    }
    pieces[pieces.length - 1] += character;
  }
  return pieces.join(`${CONTINUED}/`);
}
