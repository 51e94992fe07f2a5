import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { StageConfigError } from '../lib/read-stage-config.ts';

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
  // The CDK takes a second to load: not for a word of help.
  const { buildApp } = await import('../lib/build-app.ts');
  const { app } = buildApp({
    projectDir,
    outdir: output ?? process.env.CDK_OUTDIR ?? join(projectDir, 'cdk.out'),
    context: Object.fromEntries(context.map(nameAndValue)),
    stage: process.env.ROLLCALL_STAGE,
  });
  app.synth();
}

/** Whose message says what to do; of any other error the stack trace is needed as well. */
function isForTheCaller(error: unknown): error is Error {
  if (error instanceof StageConfigError) return true;
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}

function nameAndValue(argument: string): [string, string] {
  const separator = argument.indexOf('=');
  return separator < 0 ? [argument, 'true'] : [argument.slice(0, separator), argument.slice(separator + 1)];
}
