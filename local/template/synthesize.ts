import { spawn } from 'node:child_process';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compileCacheVariable } from '../compile-cache.ts';
import { hashSources } from './hash-sources.ts';

/** The files that the synthesized template depends on. */
const sources = [
  'bin',
  'lib',
  'lambdas',
  'statemachines',
  'stages',
  'cdk.json',
  'package-lock.json',
  'tsconfig.json',
];

/**
 * Runs the CDK app (`bin/app.ts`) into `<stateDir>/cdk.out`, unless it already contains the result of the same
 * sources: bundling takes seconds, hashing milliseconds.
 * @returns the directory of the cloud assembly
 * @throws with the output of the app if it fails
 */
export async function synthesize(projectDir: string, stateDir: string): Promise<string> {
  const output = join(stateDir, 'cdk.out');
  const stamp = join(output, '.sources');
  const hash = await hashSources(projectDir, sources);
  if ((await readFile(stamp, 'utf8').catch(() => '')) === hash) return output;
  const fresh = `${output}.new`;
  await rm(fresh, { recursive: true, force: true });
  await runApp(projectDir, fresh);
  await writeFile(join(fresh, '.sources'), hash);
  await rm(output, { recursive: true, force: true });
  await rename(fresh, output);
  return output;
}

async function runApp(projectDir: string, output: string): Promise<void> {
  const app = spawn(process.execPath, [join(projectDir, 'bin', 'app.ts')], {
    cwd: projectDir,
    env: {
      ...process.env,
      ...compileCacheVariable(),
      CDK_OUTDIR: output,
      CDK_CONTEXT_JSON: await readContext(projectDir),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed: Buffer[] = [];
  app.stdout.on('data', (data: Buffer) => printed.push(data));
  app.stderr.on('data', (data: Buffer) => printed.push(data));
  const code = await new Promise<number | null>((resolve, reject) =>
    app.once('error', reject).once('close', resolve),
  );
  if (code !== 0) {
    throw new Error(
      `the CDK app does not synthesize (exit ${code}):\n${Buffer.concat(printed).toString('utf8')}`,
    );
  }
}

/** The feature flags of cdk.json, which the CDK CLI passes in the same variable, and path metadata. */
async function readContext(projectDir: string): Promise<string> {
  const text = await readFile(join(projectDir, 'cdk.json'), 'utf8').catch(() => '{}');
  const { context } = JSON.parse(text) as { readonly context?: object };
  return JSON.stringify({ ...context, 'aws:cdk:enable-path-metadata': true });
}
