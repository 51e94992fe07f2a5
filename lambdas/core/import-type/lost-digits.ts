import type { NumberTexts } from '../records/json-text/number-texts.ts';
import { shorten } from '../wording/show-value.ts';
import { sent, type Wording, wording } from '../wording/wording.ts';

const MAX_SHOWN = 40;

/**
 * The problem of a JSON number, or of a number within a nested value, that would be stored with other digits than were
 * sent. It follows the name of the field. `takesText`: whether a text may be the value of the field.
 */
export function lostDigits(
  numbers: NumberTexts,
  path: string,
  raw: unknown,
  takesText: (text: string) => boolean,
): Wording | undefined {
  const within = typeof raw === 'object' && raw !== null ? `${path}.` : undefined;
  for (const [place, { text, reads }] of numbers) {
    if (reads === undefined) continue;
    if (place !== path && (within === undefined || !place.startsWith(within))) continue;
    const shown = sent(shorten(text, MAX_SHOWN));
    const advice =
      typeof raw !== 'number' || takesText(text)
        ? 'send it as text in quotes, or with fewer digits'
        : 'send it with fewer digits: this field takes only numbers';
    return wording`: found the number ${shown}, which cannot be stored with all its digits (it would become ${sent(reads)}); ${advice}`;
  }
  return undefined;
}
