import * as z from 'zod';

/** Languages whose words for true and false are known (lambdas/import-types/locale/words.ts). */
const LANGUAGES = 'cs da de en es fi fr hu it ja nb nl no pl pt sv'.split(' ');

const PATTERN = /^([a-z]{2})(?:[-_]([a-z]{2}))?$/i;

/** In these, countries read a date such as 3/2/2026 in different ways, so the language alone says nothing. */
const NEEDS_COUNTRY: ReadonlySet<string> = new Set(['en']);

/** How a file writes dates, numbers and booleans: `de-DE`, `de`. Stored as `de-DE`, whichever way it is written. */
export const FileLocaleSchema = z
  .string()
  .refine((name) => LANGUAGES.includes(PATTERN.exec(name)?.[1]?.toLowerCase() ?? ''), {
    error: `expected a locale such as de-DE or en-US, of one of the languages ${LANGUAGES.join(', ')}`,
    abort: true,
  })
  .refine(
    (name) => !NEEDS_COUNTRY.has(name.toLowerCase()),
    'expected a locale with its country: en-US reads 3/2/2026 as 2 March, en-GB as 3 February',
  )
  .transform((name) => {
    const [, language = '', region] = PATTERN.exec(name) ?? [];
    return region === undefined
      ? language.toLowerCase()
      : `${language.toLowerCase()}-${region.toUpperCase()}`;
  });
