import type { Reporter, TestModule, TestSuite } from 'vitest/node';

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/**
 * Prints `N passed, N failed` as the last line of a run, with `, N skipped` where tests did not run.
 * A failure is a test that failed, a hook that failed, a file that did not load, or an error outside all tests.
 * The tests behind a hook that failed did not run: they are skipped.
 */
export default class ClosingLineReporter implements Reporter {
  #counts: Counts = { passed: 0, failed: 0, skipped: 0 };

  onInit(): void {
    // At the exit, because other reporters write their summaries after the end of the run.
    process.once('exit', (exitCode) => console.log(closingLine(this.#counts, exitCode)));
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    this.#counts = count(modules, unhandledErrors);
  }
}

function count(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): Counts {
  const states = modules
    .flatMap(({ children }) => [...children.allTests()])
    .map((test) => test.result().state);
  const passed = states.filter((state) => state === 'passed').length;
  const failedTests = states.filter((state) => state === 'failed').length;
  const suites: readonly (TestModule | TestSuite)[] = modules.flatMap((module) => [
    module,
    ...module.children.allSuites(),
  ]);
  // The errors of a suite are those of its hooks; the errors of a file include those of loading it.
  const failedSuites = suites.filter((suite) => suite.errors().length > 0).length;
  return {
    passed,
    failed: failedTests + failedSuites + unhandledErrors.length,
    skipped: states.length - passed - failedTests,
  };
}

function closingLine({ passed, failed, skipped }: Counts, exitCode: number): string {
  // Vitest reports some failures by its exit code alone: of the global setup, and of finding no test at all.
  const failures = failed === 0 && exitCode !== 0 ? 1 : failed;
  const line = `${passed} passed, ${failures} failed`;
  return skipped > 0 ? `${line}, ${skipped} skipped` : line;
}
