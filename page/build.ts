import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { InlineConfig, Plugin, Rolldown } from 'vite';

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

/** Of the check worker. */
export const workerPlugins = (): Plugin[] => [withoutJsonSchemas(), withoutStringFormats()];

/**
 * Of zod, the check worker uses schemas that check values. What describes schemas as JSON Schema is 5 kB after gzip: its functions
 * are replaced by one that throws, because bundlers cannot know that nothing calls them.
 */
function withoutJsonSchemas(): Plugin {
  return {
    name: 'rollcall:without-json-schemas',
    async load(id) {
      if (!/\/zod\/v4\/core\/(to-json-schema|json-schema-processors|json-schema-generator)\.js$/.test(id))
        return null;
      const names = (await readFile(id, 'utf8')).matchAll(/^export (?:const|function|class) (\w+)/gm);
      const unused = `const unused = () => { throw new Error('schemas are not described in the page'); };`;
      return `${unused} export { ${[...names].map(([, name]) => `unused as ${name}`).join(', ')} };`;
    },
  };
}

/**
 * `z.email()` and its like are also methods of `z.string()`, which zod has deprecated: a worker that contains strings would contain
 * every format, 2 kB after gzip. A schema that uses one of them fails
 * when the worker is loaded.
 */
function withoutStringFormats(): Plugin {
  return {
    name: 'rollcall:without-string-formats',
    transform(code, id) {
      if (!id.endsWith('/zod/v4/classic/schemas.js')) return null;
      return code.replaceAll(
        /^ {4}\w+\(params\) \{\n {8}return this\.check\(core\._\w+\(Zod\w+, params\)\);\n {4}\},\n/gm,
        '',
      );
    },
  };
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
      rolldownOptions: { output: { codeSplitting: { groups: CHUNKS } } },
    },
    worker: { format: 'es', plugins: workerPlugins },
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
