import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** In seconds of one worker, about; what is not here takes less than ten. */
export const LONG: Readonly<Record<string, number>> = {
  'test/pipeline/recovery.test.ts': 38,
  'test/cli/cancel-and-resume.test.ts': 25,
  'test/cli/import-command.test.ts': 25,
  'test/pipeline/accounting.test.ts': 24,
  'test/pipeline/user-feed.test.ts': 24,
  'test/cli/side-by-side.test.ts': 22,
  'test/chaos/fixed-seeds.test.ts': 20,
  'test/lib/synth.test.ts': 20,
  'test/lambdas/processing/order.test.ts': 19,
  'test/pipeline/failures.test.ts': 19,
  'test/local/cloud.test.ts': 16,
  'test/pipeline/workspace-users.test.ts': 14,
  'test/cli/watch-imports.test.ts': 13,
  'test/pipeline/formats.test.ts': 13,
  'test/pipeline/evaluation.test.ts': 13,
};

/**
 * Starts the long files first, so that no worker is left alone with one at the end. Vitest does so by itself from the
 * second run on; what it does not know yet, as in a fresh clone, is known here. A project's files stay together, for a
 * worker ends where another project's begin; the one with the longest files comes first.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const filesOf = Object.groupBy(sorted, ({ project }) => project.name);
    const rank = (name: string): number =>
      Math.max(...(filesOf[name] ?? []).map((file) => this.#secondsOf(file)));
    return sorted.toSorted(
      (one, other) =>
        rank(other.project.name) - rank(one.project.name) || this.#secondsOf(other) - this.#secondsOf(one),
    );
  }

  /** Of one that failed as many as can be: it comes first. */
  #secondsOf(file: TestSpecification): number {
    const last = this.ctx.cache.getTestSpecificationResult(file);
    if (last?.failed) return Number.MAX_VALUE;
    if (last !== undefined) return last.duration / 1000;
    return Object.entries(LONG).find(([path]) => file.moduleId.endsWith(path))?.[1] ?? 0;
  }
}
