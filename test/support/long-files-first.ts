import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Files that take long although they are small. Vitest starts the files that took longest first, but in a fresh clone it knows
 * only their sizes: these would be the last ones, each alone on one core.
 */
const LONG_FILES = ['lambdas/patterns.test.ts', 'lambdas/linear-time.test.ts', 'chaos/fixed-seeds.test.ts'];

const isLong = ({ moduleId }: TestSpecification): boolean =>
  LONG_FILES.some((file) => moduleId.endsWith(`/test/${file}`));

export class LongFilesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
