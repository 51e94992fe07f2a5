import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { buildApp } from '../../lib/build-app.ts';

export const PROJECT_DIR = join(import.meta.dirname, '../..');

/** Nothing is built either. */
export const UNBUILT_PAGE = join(PROJECT_DIR, 'lib', 'unbuilt-page');

/** The template of a stage as it would be deployed, but for the code: nothing is bundled. */
export function stubStack(context: Readonly<Record<string, unknown>> = {}, outdir?: string) {
  const { app, stack } = buildApp({
    projectDir: PROJECT_DIR,
    outdir,
    context: { senderAddress: 'imports@example.com', ...context },
    page: UNBUILT_PAGE,
    code: () => lambda.Code.fromInline('exports.handler = () => undefined;'),
  });
  return { app, stack, template: () => Template.fromStack(stack) };
}
