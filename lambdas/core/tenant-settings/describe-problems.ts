import type { z } from 'zod';
import { showName, showValue } from '../wording/show-value.ts';

const MAX_PROBLEMS = 10;

/**
 * One line for each problem: place, what was expected, what was found. It quotes the settings, so it is only for
 * their author.
 */
export function describeProblems(error: z.ZodError, settings: unknown): string[] {
  const lines = error.issues.slice(0, MAX_PROBLEMS).map(({ path, message }) => {
    const place = path.length === 0 ? 'settings' : path.map((part) => showName(String(part))).join('.');
    const found = message.includes(', found ') ? undefined : valueAt(settings, path);
    return `${place}: ${message}${found === undefined ? '' : `, found ${showValue(found)}`}`;
  });
  const more = error.issues.length - lines.length;
  return more > 0 ? [...lines, `… and ${more} more`] : lines;
}

/** Undefined for a value that is missing, or too large to be shown. */
function valueAt(settings: unknown, path: readonly PropertyKey[]): unknown {
  let value = settings;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Readonly<Record<PropertyKey, unknown>>)[step];
  }
  return typeof value === 'object' && value !== null ? undefined : value;
}
