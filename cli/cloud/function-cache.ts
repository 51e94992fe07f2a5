import { join } from 'node:path';
import { compileCacheDirectory } from '../../local/compile-cache.ts';

/** All state directories share the copies of the functions and their compiled code; next to this program's compiled code. */
export function functionCache(): { readonly functionCache?: string } {
  const directory = compileCacheDirectory();
  return directory === undefined ? {} : { functionCache: join(directory, 'functions') };
}
