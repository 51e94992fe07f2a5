/** Runs all static checks at the same time, because most of them need one core. Prints the output of each as one block. */
import { exec } from 'node:child_process';

const CHECKS = ['biome check --error-on-warnings .', 'tsc', 'tsc -p page', 'tsc -p test/page', 'knip'];

/** @returns whether the check has passed */
function run(check: string): Promise<boolean> {
  return new Promise((resolve) => {
    // npm has put node_modules/.bin into PATH.
    exec(check, { maxBuffer: Number.POSITIVE_INFINITY }, (error, stdout, stderr) => {
      process.stdout.write(`\n> ${check}\n${stdout}${stderr}`);
      resolve(error === null);
    });
  });
}

const passed = await Promise.all(CHECKS.map(run));
const failed = CHECKS.filter((_, index) => !passed[index]);
if (failed.length > 0) {
  console.error(`\nFailed: ${failed.join('; ')}`);
  process.exitCode = 1;
}
