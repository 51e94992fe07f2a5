import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { bundledTasks, type TaskCode } from './bundle-tasks.ts';
import { readStageConfig } from './read-stage-config.ts';
import { RollcallStack } from './rollcall-stack.ts';

export interface BuildOptions {
  readonly projectDir: string;
  /** Where the templates and bundles go; without it, where the CDK command line says, or a temporary directory. */
  readonly outdir?: string | undefined;
  /** As `-c name=value`. What the CDK command line was given comes in through its own environment variable. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** Chosen when no context names a stage. */
  readonly stage?: string | undefined;
  readonly code?: TaskCode;
}

/**
 * The app with its one stack, not yet synthesized.
 * @throws StageConfigError when the stage's configuration is incomplete or wrong.
 */
export function buildApp({ projectDir, outdir, context, stage, code }: BuildOptions): {
  app: App;
  stack: RollcallStack;
} {
  const app = new App({
    ...(outdir === undefined ? {} : { outdir }),
    // The CDK command line reads the flags in cdk.json by itself; without it, the same template must come out.
    context: { ...contextOf(projectDir), ...context },
    analyticsReporting: false,
  });
  const chosen = app.node.tryGetContext('stage') ?? stage ?? 'local';
  const config = readStageConfig({
    stage: String(chosen),
    projectDir,
    override: (field) => app.node.tryGetContext(field),
  });
  return {
    app,
    stack: new RollcallStack(app, { stage: String(chosen), config, code: code ?? bundledTasks(projectDir) }),
  };
}

function contextOf(projectDir: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(projectDir, 'cdk.json'), 'utf8')).context;
}
