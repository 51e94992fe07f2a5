import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { hashSources } from '../../local/template/hash-sources.ts';

/** What the built page depends on. */
const SOURCES = [
  'page',
  'client',
  'lambdas/contracts',
  'lambdas/core',
  'lambdas/import-types',
  'package-lock.json',
  'tsconfig.json',
];

interface BuiltPageOptions {
  readonly projectDir: string;
  /** Contains a directory for each version of the sources. */
  readonly cache: string;
  /** Called before the page is built. */
  readonly onBuild: () => void;
  /** Writes the page into a directory. */
  readonly build?: (outDir: string) => Promise<void>;
}

/**
 * The directory of the page, which is built once for each version of its sources.
 * @throws with the output of the build if it fails
 */
export async function builtPage({
  projectDir,
  cache,
  onBuild,
  build = (outDir) => buildInProcess(projectDir, outDir),
}: BuiltPageOptions): Promise<string> {
  const directory = join(cache, await hashSources(projectDir, SOURCES));
  if (existsSync(directory)) return directory;
  onBuild();
  await mkdir(cache, { recursive: true });
  // Under its name only when it is complete: a build may be interrupted.
  const partial = await mkdtemp(join(cache, 'partial-'));
  try {
    await build(partial);
    await rename(partial, directory);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    // Another command has built the same at the same time.
    if (!existsSync(directory)) throw error;
  }
  return directory;
}

/** In a process of its own: Vite and its plugins need 300 MB, which a cloud would keep. */
async function buildInProcess(projectDir: string, outDir: string): Promise<void> {
  const module = pathToFileURL(join(projectDir, 'page', 'build.ts')).href;
  const code = `const { buildPage } = await import(${JSON.stringify(module)}); await buildPage({ outDir: process.argv[1] });`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code, outDir], {
    cwd: projectDir,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [printed, exitCode] = await Promise.all([
    text(child.stderr),
    new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve)),
  ]);
  if (exitCode !== 0) throw new Error(`the page cannot be built (exit ${exitCode}):\n${printed}`);
}
