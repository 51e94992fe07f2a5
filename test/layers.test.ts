import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const PROJECT_DIR = join(import.meta.dirname, '..');

/** A file of the folder, and an import that biome.json forbids it or allows it. */
const IMPORTS: readonly (readonly [verdict: 'forbids' | 'allows', file: string, specifier: string])[] = [
  ['forbids', 'lambdas/contracts/a.ts', '../core/user/user.ts'],
  ['forbids', 'lambdas/contracts/b.ts', '@aws-sdk/client-s3'],
  ['allows', 'lambdas/contracts/c.ts', './import.ts'],
  ['forbids', 'lambdas/core/user/a.ts', '../../adapters/s3-object-store.ts'],
  ['forbids', 'lambdas/core/user/b.ts', '../../runtime/errors.ts'],
  ['forbids', 'lambdas/core/user/c.ts', '../../import-types/registry.ts'],
  ['forbids', 'lambdas/core/user/d.ts', 'node:fs/promises'],
  ['forbids', 'lambdas/core/user/e.ts', '@aws-sdk/client-s3'],
  ['allows', 'lambdas/core/user/f.ts', '../records/splitter.ts'],
  ['allows', 'lambdas/core/user/g.ts', '../../contracts/import.ts'],
  ['forbids', 'lambdas/import-types/a.ts', '../adapters/s3-object-store.ts'],
  ['allows', 'lambdas/import-types/b.ts', '../core/user/user.ts'],
  ['forbids', 'lambdas/reading/a.ts', '../adapters/s3-object-store.ts'],
  ['forbids', 'lambdas/reading/b.ts', '../runtime/create-handler.ts'],
  ['forbids', 'lambdas/reading/c.ts', 'node:buffer'],
  ['allows', 'lambdas/reading/d.ts', '../runtime/errors.ts'],
  ['allows', 'lambdas/reading/e.ts', '../import-types/registry.ts'],
  ['forbids', 'lambdas/core/user/h.ts', '../../reading/read-chunk.ts'],
  ['forbids', 'lambdas/adapters/a.ts', '../processing/run-step.ts'],
  ['allows', 'lambdas/adapters/b.ts', '@aws-sdk/client-s3'],
  ['forbids', 'lambdas/runtime/a.ts', '../adapters/s3-object-store.ts'],
  ['forbids', 'lambdas/processing/a.ts', '@aws-sdk/client-s3'],
  ['allows', 'lambdas/processing/b.ts', '../adapters/dynamo-user-store.ts'],
  ['forbids', 'lambdas/evaluation/a.ts', '@aws-sdk/client-dynamodb'],
  ['forbids', 'lambdas/evaluation/b.ts', '../tasks/evaluate-chunk/index.ts'],
  ['forbids', 'lambdas/evaluation/c.ts', '../composition/ports.ts'],
  ['allows', 'lambdas/evaluation/d.ts', '../adapters/dynamo-preview-store.ts'],
  ['forbids', 'lambdas/composition/a.ts', '@aws-sdk/client-s3'],
  ['forbids', 'lambdas/composition/b.ts', '../tasks/split-file/handler.ts'],
  ['allows', 'lambdas/composition/c.ts', '../adapters/s3-object-store.ts'],
  ['forbids', 'lambdas/turns/a.ts', '../tasks/split-file/handler.ts'],
  ['allows', 'lambdas/turns/b.ts', '../adapters/dynamo-turn-store.ts'],
  ['forbids', 'lambdas/tasks/split-file/a.ts', '../inspect-file/handler.ts'],
  ['forbids', 'lambdas/tasks/split-file/b.ts', '@aws-sdk/client-s3'],
  ['allows', 'lambdas/tasks/split-file/c.ts', '../../adapters/s3-object-store.ts'],
  ['forbids', 'lib/a.ts', '../lambdas/tasks/split-file/handler.ts'],
  ['forbids', 'lib/b.ts', '../lambdas/core/user/user.ts'],
  ['forbids', 'lib/c.ts', '../lambdas/reporting/end-import.ts'],
  ['forbids', 'lib/d.ts', '../lambdas/composition/ports.ts'],
  ['allows', 'lib/e.ts', '../lambdas/contracts/retention.ts'],
  ['allows', 'lib/f.ts', '../lambdas/composition/environments.ts'],
  ['forbids', 'local/s3/a.ts', '../../lambdas/contracts/import.ts'],
  ['forbids', 'local/s3/b.ts', '../../lib/tasks.ts'],
  ['forbids', 'client/a.ts', 'node:fs'],
  ['forbids', 'client/b.ts', '../lambdas/contracts/import.ts'],
  ['allows', 'client/c.ts', './errors.ts'],
  ['forbids', 'page/a.tsx', 'node:fs'],
  ['forbids', 'page/api/a.ts', '../../lambdas/adapters/s3-object-store.ts'],
  ['forbids', 'page/api/b.ts', '../../local/cloud.ts'],
  ['forbids', 'page/api/c.ts', '../../lib/tasks.ts'],
  ['allows', 'page/api/d.ts', '../../client/rollcall-client.ts'],
  ['allows', 'page/check/e.ts', '../../lambdas/core/records/splitter.ts'],
  ['allows', 'page/check/f.ts', '../../lambdas/import-types/registry.ts'],
  ['allows', 'page/check/g.ts', '../../lambdas/contracts/import.ts'],
  ['forbids', 'cli/a.ts', '../lambdas/adapters/s3-object-store.ts'],
  ['forbids', 'cli/b.ts', '../lib/tasks.ts'],
  ['allows', 'cli/c.ts', '../lambdas/core/user/user.ts'],
];

const CYCLES: readonly (readonly [
  verdict: 'forbids' | 'allows',
  kind: string,
  first: string,
  second: string,
])[] = [
  [
    'forbids',
    'values',
    "import { b } from './b.ts';\nexport const a = b;",
    "export { a as b } from './a.ts';",
  ],
  [
    'forbids',
    'types alone',
    "import type { B } from './b.ts';\nexport type A = B | 1;",
    "import type { A } from './a.ts';\nexport type B = A[];",
  ],
  ['allows', 'one direction', "import { b } from './b.ts';\nexport const a = b;", 'export const b = 1;'],
];

interface Diagnostic {
  readonly category: string;
  readonly location: { readonly path: string };
}

/** Lints one project that has every file above, and returns the files with a finding of each rule. */
describe('biome.json', () => {
  const project = mkdtempSync(join(tmpdir(), 'rollcall-layers-'));
  const found = new Map<string, Set<string>>();

  beforeAll(() => {
    const write = (path: string, text: string) => {
      mkdirSync(dirname(join(project, path)), { recursive: true });
      writeFileSync(join(project, path), text);
    };
    // The project has no repository of its own to ask for ignored files.
    const config = JSON.parse(readFileSync(join(PROJECT_DIR, 'biome.json'), 'utf8'));
    write('biome.json', JSON.stringify({ ...config, vcs: { enabled: false } }));
    for (const [, file, specifier] of IMPORTS)
      write(file, `import { x } from '${specifier}';\nexport const y = x;\n`);
    CYCLES.forEach(([, , first, second], n) => {
      write(`cycles/${n}/a.ts`, first);
      write(`cycles/${n}/b.ts`, second);
    });
    const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');
    const args = [biome, 'lint', '--reporter=json', '--max-diagnostics=none', '.'];
    const { stdout } = spawnSync(process.execPath, args, { cwd: project, encoding: 'utf8' });
    const { diagnostics }: { readonly diagnostics: readonly Diagnostic[] } = JSON.parse(stdout);
    for (const { category, location } of diagnostics)
      found.set(category, (found.get(category) ?? new Set()).add(location.path));
  });

  afterAll(() => rmSync(project, { recursive: true, force: true }));

  it.each(IMPORTS)('%s %s to import %s', (verdict, file) => {
    expect(found.get('lint/style/noRestrictedImports')?.has(file)).toBe(verdict === 'forbids');
  });

  it.each(CYCLES.map(([verdict, kind], n) => [verdict, kind, n] as const))(
    '%s an import cycle of %s',
    (verdict, _kind, n) => {
      expect(found.get('lint/suspicious/noImportCycles')?.has(`cycles/${n}/a.ts`) ?? false).toBe(
        verdict === 'forbids',
      );
    },
  );
});
