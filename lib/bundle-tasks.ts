import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { AssetHashType, DockerImage } from 'aws-cdk-lib/core';
import type { Bundles } from './build-bundles.ts';
import { TASKS, type TaskId } from './tasks.ts';

/** Where a function's code comes from; tests of the template pass a stub instead of a bundle. */
export type TaskCode = (task: TaskId) => lambda.Code;

/** Each task's bundle as the code of its function. */
export function bundledTasks(projectDir: string, bundles: Bundles): TaskCode {
  return (task) => {
    const { folder } = TASKS[task];
    return lambda.Code.fromAsset(join(projectDir, 'lambdas/tasks', folder), {
      assetHashType: AssetHashType.OUTPUT,
      bundling: {
        // CDK asks for an image although `local` leaves it nothing to do.
        image: DockerImage.fromRegistry('rollcall-needs-no-docker'),
        local: {
          tryBundle(outputDir) {
            mkdirSync(outputDir, { recursive: true });
            for (const { path, contents } of bundles.get(folder) ?? []) {
              const name = basename(path) === `${folder}.mjs` ? 'index.mjs' : basename(path);
              writeFileSync(join(outputDir, name), contents);
            }
            return true;
          },
        },
      },
    });
  };
}
