import * as z from 'zod';

export const CURSOR_ADVICE = 'Use `next` of the page before, or leave `cursor` out for the first page.';

/** The parameter `cursor` of a list whose `next` looks like this. */
export function pageCursor(pattern: RegExp) {
  return z
    .string()
    .regex(pattern, CURSOR_ADVICE)
    .optional()
    .meta({ description: '`next` of the page before.' });
}
