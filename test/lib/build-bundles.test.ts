import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { EXAMPLES } from '../../lambdas/api/examples.ts';
import { buildBundles } from '../../lib/build-bundles.ts';
import { TASKS } from '../../lib/tasks.ts';
import { PROJECT_DIR } from './stub-stack.ts';

const FOLDERS = Object.values(TASKS).map(({ folder }) => folder);

describe('the bundles of the tasks', () => {
  let deployed: Awaited<ReturnType<typeof buildBundles>>;

  beforeAll(async () => {
    deployed = await buildBundles(PROJECT_DIR, { splitting: false });
  });

  it('are one file and its source map each, for a stage that is deployed', () => {
    for (const folder of FOLDERS) {
      const paths = deployed.get(folder)?.map(({ path }) => path);
      expect(paths).toEqual(
        [`${folder}.mjs`, `${folder}.mjs.map`].map((file) => join(PROJECT_DIR, 'bundles', file)),
      );
    }
  });

  it('have the examples of the API in its document only', () => {
    const [bundle] = (deployed.get('api') ?? []).filter(({ path }) => path.endsWith('.mjs'));
    const { id } = Object(EXAMPLES.createSession?.answer);
    expect(id).toMatch(/^[0-9a-f]{24}$/);
    expect(bundle?.text).toContain('/v1/sessions');
    expect(bundle?.text).not.toContain(id);
  });

  it('contain every chunk that one of their files imports, for stage local', async () => {
    const bundles = await buildBundles(PROJECT_DIR, { splitting: true });
    for (const folder of FOLDERS) {
      const files = bundles.get(folder) ?? [];
      const names = new Set(files.map(({ path }) => path.replace(/^.*\//, './')));
      const imported = files
        .filter(({ path }) => path.endsWith('.mjs'))
        .flatMap(({ text }) =>
          [...text.matchAll(/(?:from|import)\(?"(\.\/[^"]+)"/g)].map(([, name]) => name ?? ''),
        );
      expect(imported.filter((name) => !names.has(name))).toEqual([]);
      expect(imported.length).toBeGreaterThan(0);
    }
  });

  it('do not import node:http, which would load undici', async () => {
    const bundles = await buildBundles(PROJECT_DIR, { splitting: true });
    const code = FOLDERS.flatMap((folder) => bundles.get(folder) ?? []).filter(({ path }) =>
      path.endsWith('.mjs'),
    );
    const imported = code.flatMap(
      ({ text }) => text.match(/(?:from|import)\(?["'](node:)?https?["']/g) ?? [],
    );
    expect(imported).toEqual([]);
    expect(code.some(({ text }) => text.includes('("node:http")'))).toBe(true);
  });
});
