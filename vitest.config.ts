import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.ts';

/** Tests that run a whole one-machine cloud, on one template for all of them. */
const CLOUD_TESTS = ['test/pipeline/**/*.test.ts', 'test/cli/**/*.test.ts', 'test/chaos/**/*.test.ts'];

export default defineConfig({
  test: {
    environment: 'node',
    // Two wait for their clouds while two compute.
    maxWorkers: 4,
    // A worker loads the SDK and the handlers once, and not for each of 150 files: none leaves anything behind.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    setupFiles: './test/support/law-seed.ts',
    reporters: ['default', './test/support/closing-line-reporter.ts'],
    projects: [
      {
        extends: true,
        test: { name: 'parts', include: ['test/**/*.test.ts'], exclude: CLOUD_TESTS },
      },
      {
        extends: true,
        // Runs only when one of these files does: synthesis takes seconds.
        test: {
          name: 'whole',
          include: CLOUD_TESTS,
          globalSetup: './test/support/assembly.ts',
          // A test imports up to a score of files; other work on the machine must not fail it.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
