import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { LaunchOptions } from 'playwright-core';
import { chromiumPackage } from './chromium-package.ts';

const PROJECT_DIR = join(import.meta.dirname, '..', '..', '..');
const CACHE = join(PROJECT_DIR, 'node_modules', '.cache', 'rollcall-test');

/** Without these, Chromium needs rights that containers do not have, and sends requests of its own. The package's own arguments switch off CORS. */
const ARGUMENTS = ['--no-sandbox', '--disable-quic', '--disable-background-networking'];

/**
 * How to launch Chromium: on Linux x64 the one that npm installs, with the libraries that come with it. Elsewhere set
 * ROLLCALL_CHROME to an installed Chrome.
 */
export async function chromiumOptions(): Promise<LaunchOptions> {
  const installed = process.env.ROLLCALL_CHROME;
  if (installed !== undefined) return { executablePath: installed, args: ARGUMENTS };
  const directory = await extracted();
  const libraries = [join(directory, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH ?? ''];
  return {
    executablePath: join(directory, 'chromium'),
    args: ARGUMENTS,
    env: {
      ...process.env,
      LD_LIBRARY_PATH: libraries.filter((path) => path !== '').join(':'),
      FONTCONFIG_PATH: join(directory, 'fonts'),
    },
  };
}

/** Extracts it once for each version. Another process may do the same at the same time: the first one that is done wins. */
async function extracted(): Promise<string> {
  const directory = join(CACHE, `chromium-${chromiumPackage.version()}`);
  if (await exists(directory)) return directory;
  await mkdir(dirname(directory), { recursive: true });
  const fresh = await mkdtemp(`${directory}-`);
  const script = join(import.meta.dirname, 'extract-chromium.ts');
  await promisify(execFile)(process.execPath, [script], { env: { ...process.env, TMPDIR: fresh } });
  await rename(fresh, directory).catch(async (error: unknown) => {
    await rm(fresh, { recursive: true, force: true });
    if (!(await exists(directory))) throw error;
  });
  return directory;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
