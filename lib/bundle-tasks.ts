import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { AssetHashType, DockerImage } from 'aws-cdk-lib/core';
import { buildSync } from 'esbuild';
import { TASKS, type TaskId } from './tasks.ts';

/** Where a function's code comes from; tests of the template hand in a stub instead of a bundle. */
export type TaskCode = (task: TaskId) => lambda.Code;

/**
 * The tasks' bundles: all in one run of esbuild, so that the SDK is parsed once and not eight times, and not before the first
 * function needs its code, since `cdk destroy` and the like ask for none.
 */
export function bundledTasks(projectDir: string): TaskCode {
  let bundles: ReadonlyMap<string, readonly BundledFile[]> | undefined;
  return (task) => {
    const { folder } = TASKS[task];
    return lambda.Code.fromAsset(join(projectDir, 'lambdas/tasks', folder), {
      assetHashType: AssetHashType.OUTPUT,
      bundling: {
        // CDK asks for an image although `local` leaves it nothing to do.
        image: DockerImage.fromRegistry('rollcall-needs-no-docker'),
        local: {
          tryBundle(outputDir) {
            bundles ??= bundle(projectDir);
            mkdirSync(outputDir, { recursive: true });
            for (const { name, contents } of bundles.get(folder) ?? []) {
              writeFileSync(join(outputDir, name), contents);
            }
            return true;
          },
        },
      },
    });
  };
}

interface BundledFile {
  readonly name: string;
  readonly contents: Uint8Array;
}

/** @returns the files of each task's bundle by the task's folder. */
function bundle(projectDir: string): Map<string, BundledFile[]> {
  const folders = Object.values(TASKS).map((task) => task.folder);
  const { outputFiles } = buildSync({
    absWorkingDir: projectDir,
    entryPoints: folders.map((folder) => ({
      in: `lambdas/tasks/${folder}/index.ts`,
      out: `${folder}/index`,
    })),
    outdir: 'bundles',
    write: false,
    // Nothing is external, not even the SDK: what was tested is what runs.
    bundle: true,
    minify: true,
    sourcemap: 'linked',
    sourcesContent: false,
    platform: 'node',
    target: 'node24',
    // .mjs says what it is wherever it lies; a CommonJS bundle would break under a package.json with "type": "module".
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    mainFields: ['module', 'main'],
    // Some dependencies are CommonJS and require Node's own modules.
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
  });
  const bundles = new Map<string, BundledFile[]>();
  for (const { path, contents } of outputFiles) {
    const folder = basename(dirname(path));
    bundles.set(folder, [...(bundles.get(folder) ?? []), { name: basename(path), contents }]);
  }
  return bundles;
}
