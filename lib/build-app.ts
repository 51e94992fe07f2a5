import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  App,
  CloudFormationValidatePlugin,
  type IPolicyValidationPlugin,
  Validations,
} from 'aws-cdk-lib/core';
import type { TaskCode } from './bundle-tasks.ts';
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
  /** `bundledTasks`, or a stub. */
  readonly code: TaskCode;
  /** The directory of the built page. Default: a page that says that it is not built, for templates that are not deployed. */
  readonly page?: string | undefined;
}

const UNBUILT_PAGE = join(import.meta.dirname, 'unbuilt-page');

/**
 * The app with its one stack, not yet synthesized.
 * @throws StageConfigError when the stage's configuration is incomplete or wrong.
 */
export function buildApp({ projectDir, outdir, context, stage, code, page = UNBUILT_PAGE }: BuildOptions): {
  app: App;
  stack: RollcallStack;
} {
  const app = new App({
    ...(outdir === undefined ? {} : { outdir }),
    // What the CDK command line brings along by itself; without it, the same template must come out.
    context: {
      ...contextOf(projectDir),
      'aws:cdk:enable-path-metadata': true,
      'aws:cdk:enable-asset-metadata': true,
      ...context,
    },
    analyticsReporting: false,
    builtinCloudFormationValidation: false,
  });
  const chosen = String(app.node.tryGetContext('stage') ?? stage ?? 'local');
  // Skips the CloudFormation rules, which take seconds, when the template is not deployed.
  if (chosen !== 'local')
    Validations.of(app).addPlugins(new CloudFormationValidatePlugin() as IPolicyValidationPlugin);
  const config = readStageConfig({
    stage: chosen,
    projectDir,
    override: (field) => app.node.tryGetContext(field),
  });
  return {
    app,
    stack: new RollcallStack(app, { stage: chosen, config, code, page }),
  };
}

function contextOf(projectDir: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(projectDir, 'cdk.json'), 'utf8')).context;
}
