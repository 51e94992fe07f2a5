import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { InlineConfig, Rolldown } from 'vite';
import { reduceLibraries } from './build-worker.ts';

type CodeSplittingGroup = NonNullable<Rolldown.CodeSplittingOptions['groups']>[number];

/** The first versions with light-dark(). */
const TARGET = ['chrome123', 'edge123', 'firefox128', 'safari17.5'];

/**
 * What the first screen needs, and one chunk with all other screens: 40 chunks of single screens and of what they share are 13 kB
 * more after gzip. The console, the languages, the check worker and the embedding are chunks of their own.
 */
const CHUNKS: CodeSplittingGroup[] = [
  { name: 'first', tags: ['$initial'] },
  {
    name: 'screens',
    test: /\/page\/(ui|api|grid|import|upload|imports|lists|types|settings|check)\/|\/page\/session\/(leave|sign-out-dialog)|\/node_modules\/@noble\//,
  },
];

/** On a slow machine, each build would print which plugin took how long. */
const CHECKS = { bundlerTimings: false };

export interface BuildPageOptions {
  /** An absolute path. What it contains is replaced. */
  readonly outDir: string;
}

/**
 * Builds the page: `index.html`, `embed.js`, and in `assets/` files whose names contain a hash of their content. The same sources
 * give the same files, in whichever process it runs.
 */
export async function buildPage({ outDir }: BuildPageOptions): Promise<void> {
  // Loaded here, because commands that do not build the page import this module too.
  const [{ build }, { default: tailwind }] = await Promise.all([import('vite'), import('@tailwindcss/vite')]);
  await asProduction(() => build({ ...config(outDir), plugins: [tailwind()] }));
  await writeFile(join(outDir, 'embed.js'), await buildElement());
}

/** The element for pages of other hosts: a classic script, because browsers load a module of another host only with CORS. */
export async function buildElement(): Promise<string> {
  const { transform } = await import('esbuild');
  const source = await readFile(join(import.meta.dirname, 'embed', 'element.ts'), 'utf8');
  const { code } = await transform(source, { loader: 'ts', minify: true, format: 'iife', target: TARGET });
  return code.trim();
}

function config(outDir: string): InlineConfig {
  return {
    root: import.meta.dirname,
    // Relative, so that the page can be served below any path.
    base: './',
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: 'warn',
    mode: 'production',
    build: {
      target: TARGET,
      outDir,
      emptyOutDir: true,
      // The content security policy of the page allows neither inline scripts nor data: URLs.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      rolldownOptions: { checks: CHECKS, output: { codeSplitting: { groups: CHUNKS } } },
    },
    worker: { format: 'es', plugins: () => [reduceLibraries()], rolldownOptions: { checks: CHECKS } },
  };
}

/** Vite chooses its development build by NODE_ENV, which Vitest sets to `test`. */
async function asProduction(run: () => Promise<unknown>): Promise<void> {
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  try {
    await run();
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
}
