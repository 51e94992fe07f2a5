import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import type { BucketDeploymentPlan } from '../template/planned.ts';
import { isLike } from './wildcard.ts';

/** An object of a bucket, as S3 answers with it. */
export interface StoredFile {
  readonly body: Buffer;
  /** In quotes. */
  readonly etag: string;
  readonly lastModified: Date;
  readonly contentType: string;
  readonly cacheControl: string | undefined;
}

export interface StoredFiles {
  /** @returns undefined if the bucket has no such object */
  find(bucket: string, key: string): Promise<StoredFile | undefined>;
}

/** As the AWS CLI sets them when it uploads files. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.csv': 'text/csv',
  '.html': 'text/html',
  '.ico': 'image/vnd.microsoft.icon',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.mjs': 'text/javascript',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};
const UNKNOWN_TYPE = 'binary/octet-stream';

/**
 * The files that a template deploys into its buckets. They are read when they are asked for, and then kept.
 * @param directory replaces the asset of each deployment
 */
export function createStoredFiles(
  deployments: readonly BucketDeploymentPlan[],
  directory: string | undefined,
): StoredFiles {
  const kept = new Map<string, Promise<StoredFile | undefined>>();
  const listed = new Map<string, Promise<ReadonlySet<string>>>();
  const keysOf = (root: string): Promise<ReadonlySet<string>> => {
    const keys = listed.get(root) ?? listKeys(root);
    listed.set(root, keys);
    return keys;
  };

  async function read(bucket: string, key: string): Promise<StoredFile | undefined> {
    for (const deployment of deployments) {
      if (deployment.bucket !== bucket || !copies(deployment, key)) continue;
      const root = directory ?? deployment.directory;
      // Only names that were listed are read, so that no key leaves the directory.
      if ((await keysOf(root)).has(key)) return readStored(join(root, key), deployment.cacheControl);
    }
    return undefined;
  }

  return {
    find(bucket, key) {
      const name = `${bucket}/${key}`;
      const file = kept.get(name) ?? read(bucket, key);
      // A key without a file is not kept: there is no limit on them.
      kept.set(name, file);
      return file.then((found) => {
        if (found === undefined) kept.delete(name);
        return found;
      });
    },
  };
}

function copies({ exclude, include }: BucketDeploymentPlan, key: string): boolean {
  return !exclude.some((pattern) => isLike(pattern, key)) || include.some((pattern) => isLike(pattern, key));
}

async function listKeys(root: string): Promise<ReadonlySet<string>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return new Set(
    files.map(({ parentPath, name }) => relative(root, join(parentPath, name)).replaceAll(sep, '/')),
  );
}

async function readStored(path: string, cacheControl: string | undefined): Promise<StoredFile> {
  const [body, { mtime }] = await Promise.all([readFile(path), stat(path)]);
  return {
    body,
    etag: `"${createHash('md5').update(body).digest('hex')}"`,
    lastModified: mtime,
    contentType: CONTENT_TYPES[extname(path)] ?? UNKNOWN_TYPE,
    cacheControl,
  };
}
