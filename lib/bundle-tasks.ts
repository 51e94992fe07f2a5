import { createHash } from 'node:crypto';
import { linkSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { AssetHashType, DockerImage } from 'aws-cdk-lib/core';
import type { OutputFile } from 'esbuild';
import type { Bundles } from './build-bundles.ts';
import { TASKS, type TaskId } from './tasks.ts';

/** Where a function's code comes from; tests of the template pass a stub instead of a bundle. */
export type TaskCode = (task: TaskId) => lambda.Code;

/** Each task's bundle as the code of its function. */
export function bundledTasks(projectDir: string, bundles: Bundles): TaskCode {
  const writeOnce = createWriteOnce();
  return (task) => {
    const { folder } = TASKS[task];
    const files = (bundles.get(folder) ?? []).map((file) => ({ name: nameInBundle(file, folder), file }));
    return lambda.Code.fromAsset(join(projectDir, 'lambdas/tasks', folder), {
      // The CDK would read all files again, and match each with the patterns of files to ignore.
      assetHashType: AssetHashType.CUSTOM,
      assetHash: hashOf(files),
      bundling: {
        // CDK asks for an image although `local` leaves it nothing to do.
        image: DockerImage.fromRegistry('rollcall-needs-no-docker'),
        local: {
          tryBundle(outputDir) {
            mkdirSync(outputDir, { recursive: true });
            for (const { name, file } of files) writeOnce(file, join(outputDir, name));
            return true;
          },
        },
      },
    });
  };
}

interface NamedFile {
  readonly name: string;
  readonly file: OutputFile;
}

function nameInBundle({ path }: OutputFile, folder: string): string {
  return basename(path) === `${folder}.mjs` ? 'index.mjs' : basename(path);
}

/** A hash of the names and the contents. */
function hashOf(files: readonly NamedFile[]): string {
  const hash = createHash('sha256');
  for (const { name, file } of files) hash.update(`${name}\0${file.contents.length}\0`).update(file.contents);
  return hash.digest('hex');
}

/** Writes a file, or links to it where it is already: chunks are in many bundles, a thousand files in all. */
function createWriteOnce(): (file: OutputFile, target: string) => void {
  const written = new Map<OutputFile, string>();
  return (file, target) => {
    const existing = written.get(file);
    if (existing !== undefined) {
      try {
        linkSync(existing, target);
        return;
      } catch {
        // Not every file system has hard links, and another CDK may name its directories otherwise.
      }
    }
    writeFileSync(target, file.contents);
    // The CDK gives the directory its final name when it is complete.
    written.set(file, target.replace(/-building(?=[/\\][^/\\]+$)/, ''));
  };
}
