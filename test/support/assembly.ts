import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { TestProject } from 'vitest/node';
import { startCloud } from '../../local/cloud.ts';
import { lockState } from '../../local/state-lock.ts';
import { synthesize } from '../../local/template/synthesize.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The cloud assembly of stage `local`: read it, copy it, leave it as it is. */
    assembly: string;
    /** State directory of the cloud that the test files share. */
    sharedCloud: string;
  }
}

const PROJECT_DIR = join(import.meta.dirname, '..', '..');
/** Outlives a run: bundling takes seconds, and is needed only when sources have changed. */
const CACHE = join(PROJECT_DIR, 'node_modules', '.cache', 'rollcall-test');

/** Vitest's global setup: synthesizes the app once for all test files that run a cloud. */
export default async function provideAssembly(project: TestProject): Promise<() => Promise<void>> {
  const own = await mkdtemp(join(tmpdir(), 'rollcall-assembly-'));
  const unlock = await lockCache();
  try {
    // A copy, because another run may find newer sources and synthesize again meanwhile.
    await cp(await synthesize(PROJECT_DIR, CACHE), own, { recursive: true });
  } finally {
    unlock();
  }
  project.provide('assembly', own);
  const shared = await startSharedCloud(own);
  project.provide('sharedCloud', shared.stateDir);
  return async () => {
    await shared.close();
    await rm(own, { recursive: true, force: true });
  };
}

/** Starting a cloud, and each of its functions, costs seconds: most test files need none of their own. */
async function startSharedCloud(assembly: string) {
  const stateDir = await mkdtemp(join(tmpdir(), 'rollcall-shared-'));
  const templateDir = join(stateDir, 'cdk.out');
  await copyAssembly(assembly, templateDir, SMALL);
  // Other clouds share it, and may want it before this one has called a function.
  await mkdir(join(stateDir, 'lambda', 'compile-cache'), { recursive: true });
  const cloud = await startCloud({ stateDir, templateDir, timeScale: 0 });
  const close = async (): Promise<void> => {
    await cloud.close();
    await rm(stateDir, { recursive: true, force: true });
  };
  return { stateDir, close };
}

async function lockCache(): Promise<() => void> {
  await mkdir(CACHE, { recursive: true });
  for (;;) {
    try {
      return await lockState(CACHE);
    } catch {
      await wait(200);
    }
  }
}

/** Small chunks and a small limit, so that small files meet what large files meet. */
export const SMALL: Variables = { CHUNK_RECORDS: '4', MAX_FILE_BYTES: String(24 * 1024 ** 2) };

/** What a test may want otherwise than stage `local` has it: variables of the Lambdas, by name. */
export type Variables = Readonly<Record<string, string>>;

interface Template {
  readonly Resources: Record<
    string,
    { readonly Type: string; readonly Properties: { Environment?: { Variables: Record<string, unknown> } } }
  >;
}

/** Copies the assembly with other values for the variables that the functions have already. */
export async function copyAssembly(assembly: string, to: string, variables: Variables): Promise<void> {
  await cp(assembly, to, { recursive: true });
  const file = join(to, 'rollcall-local.template.json');
  const template = JSON.parse(await readFile(file, 'utf8')) as Template;
  for (const { Type, Properties } of Object.values(template.Resources)) {
    if (Type !== 'AWS::Lambda::Function') continue;
    const own = Properties.Environment?.Variables ?? {};
    for (const [name, value] of Object.entries(variables)) if (name in own) own[name] = value;
  }
  await writeFile(file, JSON.stringify(template));
}
