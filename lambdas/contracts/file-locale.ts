import * as z from 'zod';

/** Languages whose words for true and false are known (lambdas/import-types/locale/words.ts). */
const LANGUAGES = 'cs da de en es fi fr hu it ja nb nl no pl pt sv'.split(' ');

const PATTERN = /^([a-z]{2})(?:[-_]([a-z]{2}))?$/i;

/** How a file writes dates, numbers and booleans: `de-DE`, `de`. Stored as `de-DE`, whichever way it is written. */
export const FileLocaleSchema = z
  .string()
  .refine(
    (name) => LANGUAGES.includes(PATTERN.exec(name)?.[1]?.toLowerCase() ?? ''),
    `expected a locale such as de-DE or en-US, of one of the languages ${LANGUAGES.join(', ')}`,
  )
  .transform((name) => {
    const [, language = '', region] = PATTERN.exec(name) ?? [];
    return region === undefined
      ? language.toLowerCase()
      : `${language.toLowerCase()}-${region.toUpperCase()}`;
  });
