import { defineConfig } from 'vitest/config';
import { LongFilesFirst } from './test/support/long-files-first.ts';
import { TEST_LIMIT_MS } from './test/support/time-limits.ts';

/** Tests that run a whole one-machine cloud, on one template for all of them. */
const CLOUD_TESTS = [
  'test/pipeline/**/*.test.ts',
  'test/cli/**/*.test.ts',
  'test/chaos/**/*.test.ts',
  'test/local/open-cloud.test.ts',
];

/** Tests in a browser, with one cloud for all of them. */
const BROWSER_TESTS = ['test/page/browser/**/*.test.ts'];

/**
 * Vitest runs projects in the order of their names: the files that run a cloud come first, so that no worker is left
 * alone with one of them at the end. Within a project the long files come first, and in a fresh clone the large ones
 * and `LONG_FILES`.
 */
export default defineConfig({
  test: {
    environment: 'node',
    // On two cores, two workers wait for their clouds while two compute.
    maxWorkers: 4,
    // A worker loads the SDK and the handlers once instead of once for each of 170 files. No test changes shared state.
    isolate: false,
    testTimeout: TEST_LIMIT_MS,
    hookTimeout: TEST_LIMIT_MS,
    teardownTimeout: TEST_LIMIT_MS,
    sequence: { sequencer: LongFilesFirst },
    setupFiles: './test/support/law-seed.ts',
    reporters: ['default', './test/support/closing-line-reporter.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'clouds',
          include: CLOUD_TESTS,
          // Runs only when one of these files does: synthesis takes seconds.
          globalSetup: './test/support/assembly.ts',
        },
      },
      {
        extends: true,
        test: {
          name: 'page',
          include: BROWSER_TESTS,
          globalSetup: './test/page/support/start-page.ts',
        },
      },
      {
        extends: true,
        test: {
          name: 'parts',
          include: ['test/**/*.test.ts'],
          exclude: [...CLOUD_TESTS, ...BROWSER_TESTS],
        },
      },
    ],
  },
});
