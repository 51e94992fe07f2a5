import type { Reporter, TestModule } from 'vitest/node';

/**
 * Prints `N passed, N failed` as the last line of a run, the one line a machine needs from it.
 * A module that fails to load counts as a failure: a suite that never ran is not a suite that passed.
 */
export default class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    let passed = 0;
    let failed = unhandledErrors.length;
    for (const module of modules) {
      failed += module.errors().length;
      for (const test of module.children.allTests()) {
        if (test.result().state === 'passed') passed += 1;
        else failed += 1;
      }
    }
    // After the default reporter's own summary, which is written in the same hook.
    process.once('exit', () => console.log(`${passed} passed, ${failed} failed`));
  }
}
