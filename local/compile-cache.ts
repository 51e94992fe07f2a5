import { getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';

/**
 * The variable by which a thread or a child process uses this process's compile cache, if it has one
 * (`module.enableCompileCache`): compiled code, and TypeScript without its types, of earlier runs.
 */
export function compileCacheVariable(): NodeJS.ProcessEnv {
  const versioned = getCompileCacheDir();
  // Node.js adds the directory of its version by itself.
  return versioned === undefined ? {} : { NODE_COMPILE_CACHE: dirname(versioned) };
}
