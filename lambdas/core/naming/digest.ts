/** Not imported: the page loads this module, and never computes a digest. */
const crypto = globalThis.process?.getBuiltinModule?.('node:crypto');

/** The digest of a text, in Node only. */
export function digest(algorithm: 'md5' | 'sha256', text: string): Buffer {
  if (crypto === undefined) throw new Error('digests are computed in Node only');
  return crypto.hash(algorithm, text, 'buffer');
}
