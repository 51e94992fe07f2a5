import { getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';

/**
 * The environment variable that makes a thread or a child process use the compile cache of this process. Empty if this
 * process has no cache (`module.enableCompileCache`). The cache contains compiled code and stripped TypeScript.
 */
export function compileCacheVariable(): NodeJS.ProcessEnv {
  const directory = compileCacheDirectory();
  return directory === undefined ? {} : { NODE_COMPILE_CACHE: directory };
}

/** The directory that this process gave to `module.enableCompileCache`. */
export function compileCacheDirectory(): string | undefined {
  const versioned = getCompileCacheDir();
  // Node.js adds the directory of its version by itself.
  return versioned === undefined ? undefined : dirname(versioned);
}
