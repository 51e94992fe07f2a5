import type { CheckSummary } from '../../check/protocol.ts';
import type { Texts } from '../../texts/en.ts';
import type { Format } from '../../texts/format.ts';

/** What the rows are compared with before the upload, and how far. */
export function comparisonNote(
  { comparedUntil }: Pick<CheckSummary, 'comparedUntil'>,
  texts: Pick<Texts['check'], 'storedUsers' | 'comparedUntil'>,
  format: Pick<Format, 'number'>,
): string {
  if (comparedUntil === undefined) return texts.storedUsers;
  return `${texts.storedUsers} ${texts.comparedUntil(format.number(comparedUntil))}`;
}
