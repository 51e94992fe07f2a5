import type { Issue } from '../../contracts/issue.ts';
import { warning } from '../wording/issue.ts';
import { showValue } from '../wording/show-value.ts';
import { sent, wording } from '../wording/wording.ts';

/** The warning about a code by which a record refers to another user, when no user has that code. */
export function unknownReference({
  field,
  value,
}: {
  readonly field: string;
  readonly value: string;
}): Issue {
  const message = wording`${field}: no user has the code ${sent(showValue(value))} yet`;
  return warning('NOT_FOUND', message, field);
}
