import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { InlineConfig, Plugin } from 'vite';

/** The first versions with light-dark(). */
const TARGET = ['chrome123', 'edge123', 'firefox128', 'safari17.5'];

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

/**
 * Of zod, the check worker uses schemas that check values. What describes schemas as JSON Schema is 5 kB after gzip: its functions
 * are replaced by one that throws, because bundlers cannot know that nothing calls them.
 */
export function withoutJsonSchemas(): Plugin {
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
      // One file for what many screens use: each of many small ones costs some hundred bytes.
      rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'ui', test: /\/page\/ui\// }] } } },
    },
    worker: { format: 'es', plugins: () => [withoutJsonSchemas()] },
  };
}

/** Vite and React choose their development builds by NODE_ENV, which Vitest sets to `test`. */
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
