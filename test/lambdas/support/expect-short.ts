import { expect } from 'vitest';
import { MAX_SHOWN_NAME, visible } from '../../../lambdas/core/wording/show-value.ts';

/** A long value that was sent, in the input of laws. */
const LONG = 'x'.repeat(MAX_SHOWN_NAME + 1);

/** Whether a message shows what was sent as every message must: shortened, on one line, with escapes for what cannot be seen. */
export function expectShort(message: string): void {
  expect(message).not.toContain(LONG);
  expect(message).toBe(visible(message));
}
