import type { Issue } from '../../contracts/issue.ts';

/** The warning about a code by which a record refers to somebody, and that nobody has. */
export function unknownReference({
  field,
  value,
}: {
  readonly field: string;
  readonly value: string;
}): Issue {
  const message = `${field}: no user has the code ${JSON.stringify(value.slice(0, 64))} yet`;
  return { severity: 'warning', code: 'NOT_FOUND', message, field, retryable: false };
}
