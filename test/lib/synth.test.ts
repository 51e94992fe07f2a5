import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TASK_VARIABLES } from '../../lambdas/composition/environments.ts';
import { DeadLetterQueueSchema } from '../../lambdas/contracts/dead-letter.ts';
import { buildBundles } from '../../lib/build-bundles.ts';
import { TASKS } from '../../lib/tasks.ts';
import { PROJECT_DIR, stubStack } from './stub-stack.ts';

const run = promisify(execFile);
const MiB = 1024 ** 2;
const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0);

interface LambdaResource {
  readonly Type: string;
  readonly Properties: { readonly FunctionName: string; readonly Code: { readonly S3Key: string } };
}

describe('node bin/app.ts', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'rollcall-synth-'));
  let template: { readonly Resources: Readonly<Record<string, LambdaResource>> };

  const app = (...args: string[]) => {
    const { ROLLCALL_STAGE: _, CDK_OUTDIR: __, ...env } = process.env;
    return run(process.execPath, [join(PROJECT_DIR, 'bin/app.ts'), ...args], {
      cwd: tmpdir(),
      env: { ...env, AWS_REGION: '' },
    });
  };

  beforeAll(async () => {
    await app('--output', outdir);
    template = JSON.parse(readFileSync(join(outdir, 'rollcall-local.template.json'), 'utf8'));
  });
  afterAll(() => rmSync(outdir, { recursive: true, force: true }));

  it('deploys at most one MiB of code for each function, which every cold start loads', async () => {
    // Bundles of a stage in AWS are single files; those of one machine share chunks, and contain more.
    const bundles = await buildBundles(PROJECT_DIR, { splitting: false });
    for (const [folder, files] of bundles) {
      const code = files.filter(({ path }) => path.endsWith('.mjs'));
      expect(sum(code.map(({ contents }) => contents.length)), folder).toBeLessThan(MiB);
    }
  });

  const bundleOf = (folder: string) => {
    const resource = Object.values(template.Resources).find(
      ({ Type, Properties }) =>
        Type === 'AWS::Lambda::Function' && Properties.FunctionName === `rollcall-local-${folder}`,
    );
    return join(outdir, `asset.${resource?.Properties.Code.S3Key.replace('.zip', '')}`);
  };

  it.each(Object.values(TASKS).map(({ folder }) => folder))(
    'bundles %s with all that it needs',
    async (folder) => {
      const directory = bundleOf(folder);
      const bundle = join(directory, 'index.mjs');
      const files = readdirSync(directory);
      const code = files.filter((file) => file.endsWith('.mjs'));
      for (const file of code) {
        const [, map = ''] =
          /\n\/\/# sourceMappingURL=(.*)\n$/.exec(readFileSync(join(directory, file), 'utf8')) ?? [];
        expect(files).toContain(map);
      }
      const load = `const { handler } = await import(${JSON.stringify(pathToFileURL(bundle).href)}); console.log(typeof handler);`;
      const variables = Object.fromEntries(TASK_VARIABLES[folder].map((name) => [name, sample(name)]));
      const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', load], {
        cwd: outdir,
        env: { ...variables, AWS_REGION: 'eu-central-1' },
      });
      expect(stdout.trim()).toBe('function');
    },
  );

  it('writes the template that the app holds, from whichever directory it is called', () => {
    const viaLibrary = stubStack({ senderAddress: 'rollcall@example.com' }).template().toJSON();
    expect(withoutCode(template)).toEqual(withoutCode(viaLibrary));
  });

  it('explains a stage that is not configured, and fails', async () => {
    const failed = await app('-c', 'stage=nowhere').catch((error: { code: number; stderr: string }) => error);
    expect(failed).toMatchObject({ code: 1 });
    expect(failed.stderr).toMatch(
      /^Stage "nowhere" cannot be built:\n {2}senderAddress: expected an e-mail address/,
    );
  });

  it('says of an argument that it does not know it, and no more', async () => {
    const failed = await app('--outdir', 'x').catch((error: { code: number; stderr: string }) => error);
    expect(failed).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^Unknown option '--outdir'[^\n]*\n$/),
    });
  });

  it('prints how it is used', async () => {
    expect((await app('--help')).stdout).toContain('--output DIR');
  });
});

function sample(variable: string): string {
  if (/_(ADDRESS|CONTACT)$/.test(variable)) return 'imports@example.com';
  if (variable === 'IMPORT_LINK') return 'https://imports.example.com/#/imports/{importId}';
  if (variable === 'WEBHOOK_HOSTS') return 'public';
  if (variable === 'TENANTS') return 'registered';
  if (variable === 'ISSUERS') return '[]';
  if (variable === 'DEAD_LETTER_QUEUES')
    return JSON.stringify(
      Object.fromEntries(DeadLetterQueueSchema.options.map((name) => [name, { url: 'x' }])),
    );
  return variable.startsWith('MAX_') || /_(BYTES|RECORDS|CONCURRENCY|DAYS|SECOND)$/.test(variable)
    ? '1'
    : 'some-name';
}

function withoutCode(template: unknown): unknown {
  return JSON.parse(JSON.stringify(template), (key, value) =>
    ['Code', 'Metadata'].includes(key) ? undefined : value,
  );
}
