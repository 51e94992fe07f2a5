import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { components } from '../../client/schema.ts';

export type ArrivedParts = components['schemas']['ArrivedParts'];

/** Whether a file is the one whose upload is to be continued. */
export type Comparison = 'same' | 'other-size' | 'other-name' | 'changed';

export interface CompareOptions {
  readonly signal?: AbortSignal;
  /** @param share 0 to 1 of what has to be read */
  readonly onProgress?: (share: number) => void;
}

/** One piece takes some milliseconds, so that the page stays responsive. */
const PIECE_BYTES = 1024 * 1024;

/**
 * Compares the size, the name and the sum of each part that has arrived. Then what arrives in the end is the chosen file, byte
 * by byte. The time of the last change proves less, and is another one for a copy.
 */
export async function compareFile(
  file: Blob & { readonly name: string },
  fileName: string,
  { bytes, partBytes, parts, arrivedBytes }: ArrivedParts,
  { signal, onProgress = () => undefined }: CompareOptions = {},
): Promise<Comparison> {
  if (file.name !== fileName) return 'other-name';
  if (file.size !== bytes) return 'other-size';
  let read = 0;
  for (const { number, bytes: size, md5: expected } of parts) {
    const start = (number - 1) * partBytes;
    // A part of another size is sent again.
    if (size !== Math.min(partBytes, bytes - start)) continue;
    const sum = md5.create();
    for (let at = start; at < start + size; at += PIECE_BYTES) {
      const piece = file.slice(at, Math.min(start + size, at + PIECE_BYTES));
      sum.update(new Uint8Array(await piece.arrayBuffer()));
      signal?.throwIfAborted();
      read += piece.size;
      onProgress(read / Math.max(1, arrivedBytes));
    }
    if (bytesToHex(sum.digest()) !== expected) return 'changed';
  }
  return 'same';
}
