import {
  copyFile,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { TestProject } from 'vitest/node';
import { startCloud } from '../../local/cloud.ts';
import { lockState, StateInUse } from '../../local/state-lock.ts';
import { synthesize } from '../../local/template/synthesize.ts';
import { enforceRoles, readRoles } from './roles.ts';
import { TIMEOUT_FACTOR } from './time-limits.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The cloud assembly of stage `local`. Read or copy it, and do not change it. */
    assembly: string;
    /** State directory of the cloud that the test files share. */
    sharedCloud: string;
  }
}

const PROJECT_DIR = join(import.meta.dirname, '..', '..');
/** Kept between runs, because bundling takes seconds and is needed only after a change of the sources. */
const CACHE = join(PROJECT_DIR, 'node_modules', '.cache', 'rollcall-test');

/** Vitest's global setup: synthesizes the app once for all test files that run a cloud. */
export default async function provideAssembly(project: TestProject): Promise<() => Promise<void>> {
  const own = await mkdtemp(join(tmpdir(), 'rollcall-assembly-'));
  await copySynthesized(own);
  project.provide('assembly', own);
  const shared = await startSharedCloud(own);
  project.provide('sharedCloud', shared.stateDir);
  return async () => {
    await shared.close();
    await rm(own, { recursive: true, force: true });
  };
}

/** Synthesizes the app, unless its sources have not changed, and copies it: its functions get time for a busy machine. */
export async function copySynthesized(to: string): Promise<void> {
  const unlock = await lockCache();
  try {
    // A copy, because another run may synthesize newer sources at the same time.
    await cp(await synthesize(PROJECT_DIR, CACHE), to, { recursive: true, filter: isNoArchive });
    await scaleTimeouts(to, TIMEOUT_FACTOR);
  } finally {
    unlock();
  }
}

/** Most test files share one cloud, because starting a cloud and each of its functions takes seconds. */
async function startSharedCloud(assembly: string) {
  const stateDir = await mkdtemp(join(tmpdir(), 'rollcall-shared-'));
  const templateDir = join(stateDir, 'cdk.out');
  await copyAssembly(assembly, templateDir, SMALL);
  // Other clouds share this directory, and may need it before this cloud calls a function.
  for (const name of ['code', 'compile-cache'])
    await mkdir(join(stateDir, 'lambda', name), { recursive: true });
  const faults = enforceRoles(await readRoles(templateDir));
  const cloud = await startCloud({ stateDir, templateDir, timeScale: 0, faults });
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
    } catch (error) {
      if (!(error instanceof StateInUse)) throw error;
      await wait(200);
    }
  }
}

/** Small chunks and a small limit, so that small files are handled like large ones. */
export const SMALL: Variables = { CHUNK_RECORDS: '4', MAX_FILE_BYTES: String(24 * 1024 ** 2) };

/** Environment variables of the functions, by name. */
export type Variables = Readonly<Record<string, string>>;

interface Resource {
  readonly Type: string;
  readonly Metadata?: Readonly<Record<string, unknown>>;
  readonly Properties: {
    FunctionName?: unknown;
    Timeout?: number;
    DefinitionString?: string;
    Environment?: { Variables: Record<string, unknown> };
  };
}

/** Archives are for functions of custom resources, which do not run here. */
const isNoArchive = (file: string): boolean => !file.endsWith('.zip');

/**
 * Copies the assembly and replaces the values of variables that its functions have. The assets are links, because a copy of
 * their 1,900 files takes longer than the start of the cloud: see `ownAsset`.
 */
export async function copyAssembly(assembly: string, to: string, variables: Variables): Promise<void> {
  await linkAssets(assembly, to);
  await changeResources(to, ({ Type, Properties }) => {
    if (Type !== 'AWS::Lambda::Function') return;
    const own = Properties.Environment?.Variables ?? {};
    for (const [name, value] of Object.entries(variables)) if (name in own) own[name] = value;
  });
}

/** Copies the files of an assembly and links its assets. */
export async function linkAssets(assembly: string, to: string): Promise<void> {
  await rm(to, { recursive: true, force: true });
  await mkdir(to, { recursive: true });
  const entries = await readdir(assembly, { withFileTypes: true });
  const copied = entries.filter(({ name }) => isNoArchive(name));
  await Promise.all(
    copied.map((entry) => {
      const [from, path] = [join(assembly, entry.name), join(to, entry.name)];
      return entry.isFile() ? copyFile(from, path) : symlink(from, path);
    }),
  );
}

/** Replaces the link to an asset by a copy that the test may change. */
export async function ownAsset(assembly: string, asset: string): Promise<string> {
  const directory = join(assembly, asset);
  const linked = await realpath(directory);
  if (linked === (await realpath(assembly)) + sep + asset) return directory;
  await rm(directory);
  await cp(linked, directory, { recursive: true });
  return directory;
}

/**
 * Lets functions and states take longer, because they share the machine with all other tests: a state's time also covers
 * the wait for one of the few processes that run at a time.
 */
async function scaleTimeouts(assembly: string, factor: number): Promise<void> {
  await changeResources(assembly, ({ Type, Properties }) => {
    if (Type === 'AWS::Lambda::Function') Properties.Timeout = (Properties.Timeout ?? 3) * factor;
    if (Type === 'AWS::StepFunctions::StateMachine' && Properties.DefinitionString !== undefined)
      Properties.DefinitionString = Properties.DefinitionString.replaceAll(
        /("TimeoutSeconds":\s*)(\d+)/g,
        (_, key: string, seconds: string) => `${key}${Number(seconds) * factor}`,
      );
  });
}

export async function changeResources(assembly: string, change: (resource: Resource) => void): Promise<void> {
  const file = join(assembly, 'rollcall-local.template.json');
  const template = JSON.parse(await readFile(file, 'utf8')) as {
    readonly Resources: Record<string, Resource>;
  };
  for (const resource of Object.values(template.Resources)) change(resource);
  await writeFile(file, JSON.stringify(template));
}
