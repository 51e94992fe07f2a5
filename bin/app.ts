import { mkdtempDisposable, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readStageConfig, StageConfigError } from '../lib/read-stage-config.ts';

const HELP = `Writes the CloudFormation template and the bundled functions: needs no AWS account and no Docker.

  node bin/app.ts [--output DIR] [-c name=value]...

  -o, --output DIR         where to (default: $CDK_OUTDIR, else cdk.out)
  -c, --context name=value stage=prod chooses stages/prod.json (default: $ROLLCALL_STAGE, else local);
                           any field of the stage's configuration, such as senderAddress=imports@your-company.com

Deploying: npx cdk deploy -c stage=prod. See docs/operations.md.`;

const projectDir = join(import.meta.dirname, '..');

try {
  const { values } = parseArgs({
    options: {
      output: { type: 'string', short: 'o' },
      context: { type: 'string', short: 'c', multiple: true, default: [] },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) console.log(HELP);
  else await synthesize(values);
} catch (error) {
  if (!isForTheCaller(error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function synthesize({
  output,
  context,
}: {
  output?: string;
  context: readonly string[];
}): Promise<void> {
  const given = await readContext(context);
  const stage = String(given.stage ?? process.env.ROLLCALL_STAGE ?? 'local');
  // A wrong configuration is reported before anything is bundled.
  readStageConfig({ stage, projectDir, override: (field) => given[field] });
  // --help needs neither esbuild nor the CDK. The CDK takes a second to load, in which esbuild works.
  const { buildBundles } = await import('../lib/build-bundles.ts');
  // Stage `local` is not deployed: it must be built quickly, the others' functions must start quickly.
  const isLocal = stage === 'local';
  const isBuilt = needsBundles(given);
  await using pageDir = await mkdtempDisposable(join(tmpdir(), 'rollcall-page-'));
  const hasPage = isBuilt && !isLocal;
  const [bundles, , { buildApp }, { bundledTasks }] = await Promise.all([
    isBuilt ? buildBundles(projectDir, { splitting: isLocal }) : new Map(),
    // On one machine, the command that serves the page builds it.
    hasPage && buildPageInto(pageDir.path),
    import('../lib/build-app.ts'),
    import('../lib/bundle-tasks.ts'),
  ]);
  const { app } = buildApp({
    projectDir,
    code: bundledTasks(projectDir, bundles),
    page: hasPage ? pageDir.path : undefined,
    outdir: output ?? process.env.CDK_OUTDIR ?? join(projectDir, 'cdk.out'),
    context: Object.fromEntries(context.map(nameAndValue)),
    stage,
  });
  app.synth();
}

async function buildPageInto(outDir: string): Promise<void> {
  const { buildPage } = await import('../page/build.ts');
  await buildPage({ outDir });
}

/** What the CDK takes as context, weakest first: cdk.json, the CDK command line, and the app's own arguments. */
async function readContext(args: readonly string[]): Promise<Record<string, unknown>> {
  const { context } = JSON.parse(await readFile(join(projectDir, 'cdk.json'), 'utf8'));
  const fromCdk = JSON.parse(process.env.CDK_CONTEXT_JSON ?? '{}');
  return { ...context, ...fromCdk, ...Object.fromEntries(args.map(nameAndValue)) };
}

/** The CDK command line names the stacks that need bundles; for `cdk destroy` and `cdk list` there are none. */
function needsBundles({ 'aws:cdk:bundling-stacks': stacks }: Record<string, unknown>): boolean {
  return !Array.isArray(stacks) || stacks.length > 0;
}

/** Errors whose message says what to do. Other errors keep their stack trace. */
function isForTheCaller(error: unknown): error is Error {
  if (error instanceof StageConfigError) return true;
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}

function nameAndValue(argument: string): [string, string] {
  const separator = argument.indexOf('=');
  return separator < 0 ? [argument, 'true'] : [argument.slice(0, separator), argument.slice(separator + 1)];
}
