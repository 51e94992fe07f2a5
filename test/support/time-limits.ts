/**
 * When a test counts as hanging. The limits only end a test that would never end: no expectation depends on them.
 * The slowest test or hook takes 25 s on two idle cores (a property over 15 imports). A machine that is ten times slower
 * needs 250 s, and other work on the machine must not fail a test either.
 */
export const TEST_LIMIT_MS = 10 * 60_000;

/**
 * A wait inside a test ends before its test does, with an error that says what did not happen.
 * It covers one step, such as an upload that becomes an import, and a test takes several.
 */
export const STEP_LIMIT_MS = TEST_LIMIT_MS / 2;

/** Functions and states of the test clouds get this many times the seconds that the template gives them. */
export const TIMEOUT_FACTOR = 10;
