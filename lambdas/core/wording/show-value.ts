import { shorten, visible } from '../../contracts/shown-value.ts';

export { MAX_SHOWN, shorten, showValue, visible } from '../../contracts/shown-value.ts';

export const MAX_SHOWN_NAME = 100;

/** The name of a column or a JSON key as a message shows it. The name itself may be as long as its record. */
export function showName(name: string): string {
  return visible(shortName(name));
}

/** A name, shortened to be stored. */
export function shortName(name: string): string {
  return shorten(name, MAX_SHOWN_NAME);
}

/** A sentence that is cut where a part of it ends, such as the advice, or else after a word. */
export function shortenText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit);
  const parts = [...cut.matchAll(/[;:.] /g)].map(({ index }) => index);
  const end = parts.findLast((index) => index > limit / 3) ?? cut.lastIndexOf(' ');
  return end < 1 ? shorten(text, limit) : `${cut.slice(0, end)} …`;
}
