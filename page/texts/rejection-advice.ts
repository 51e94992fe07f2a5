import type { Texts } from './en.ts';

const ABOUT: Readonly<Record<string, keyof Texts['rejection']>> = {
  MISSING_COLUMN: 'columns',
  DUPLICATE_COLUMN: 'columns',
  BAD_COLUMN: 'columns',
  BAD_MAPPING: 'columns',
  WRONG_ENCODING: 'encoding',
};

/** What to do on the page about a file that was rejected. */
export function rejectionAdvice(texts: Texts, code: string): string {
  return texts.rejection[ABOUT[code] ?? 'file'];
}
