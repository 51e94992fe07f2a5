import type { InlineConfig } from 'vite';

export interface BuildPageOptions {
  /** An absolute path. What it contains is replaced. */
  readonly outDir: string;
}

/**
 * Builds the page: `index.html`, and in `assets/` files whose names contain a hash of their content. The same sources
 * give the same files, in whichever process it runs.
 */
export async function buildPage({ outDir }: BuildPageOptions): Promise<void> {
  // Loaded here, because commands that do not build the page import this module too.
  const [{ build }, { default: tailwind }] = await Promise.all([import('vite'), import('@tailwindcss/vite')]);
  await asProduction(() => build({ ...config(outDir), plugins: [tailwind()] }));
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
      // The first versions with light-dark().
      target: ['chrome123', 'edge123', 'firefox128', 'safari17.5'],
      outDir,
      emptyOutDir: true,
      // The content security policy of the page allows neither inline scripts nor data: URLs.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      // Base UI marks its modules for React's servers.
      rolldownOptions: { checks: { moduleLevelDirective: false } },
    },
    worker: { format: 'es' },
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
