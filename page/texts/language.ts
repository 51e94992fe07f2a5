import { en, type Texts } from './en.ts';
import type { Quotes, Sentence } from './service/translate.ts';

/** Of the audit trail: what was done, by the id of the operation, and about what. */
export interface TrailWords {
  /** The operations that the trail of the stage can have. */
  readonly stage: readonly string[];
  readonly operation: Readonly<Record<string, string>>;
  readonly subject: Readonly<Record<string, string>>;
}

/** Data, and not a part of the code: only the console loads them. */
const TRAIL_WORDS: Readonly<Record<Language, URL>> = {
  en: new URL('./trail/en.json', import.meta.url),
  de: new URL('./trail/de.json', import.meta.url),
};

interface LanguageFiles {
  readonly texts: () => Promise<Texts>;
  /** What the service says, in this language. It is data, and not a part of the code. */
  readonly sentences: URL;
  readonly quotes: Quotes;
}

/** Each is loaded when it is wanted. To add a language: its files, of which the first has the type `Texts`, and its lines here. */
const OTHERS = {
  de: {
    texts: async () => (await import('./de.ts')).de,
    sentences: new URL('./service/de.json', import.meta.url),
    quotes: ['„', '“'],
  },
} as const satisfies Record<string, LanguageFiles>;

export type Language = 'en' | keyof typeof OTHERS;
export const LANGUAGES: readonly Language[] = ['en', ...(Object.keys(OTHERS) as (keyof typeof OTHERS)[])];

/** The quotes that the texts of a language have, and only these. */
export function quotesOf(language: Language): Quotes {
  return language === 'en' ? ['“', '”'] : OTHERS[language].quotes;
}

export async function loadTexts(language: Language): Promise<Texts> {
  return language === 'en' ? en : OTHERS[language].texts();
}

/** The service writes English: in English, nothing is translated. Without the sentences, its messages stay English. */
export async function loadSentences(language: Language): Promise<readonly Sentence[]> {
  return language === 'en' ? [] : loadData(OTHERS[language].sentences, []);
}

/** Without them, the ids are shown. */
export const loadTrailWords = (language: Language): Promise<TrailWords> =>
  loadData(TRAIL_WORDS[language], { stage: [], operation: {}, subject: {} });

async function loadData<T>(file: URL, otherwise: T): Promise<T> {
  try {
    const response = await fetch(file);
    return response.ok ? ((await response.json()) as T) : otherwise;
  } catch {
    return otherwise;
  }
}

/** @param wanted in order of preference: the parameter `lang`, then the languages of the browser, such as `de-AT` */
export function chooseLanguage(wanted: readonly (string | null | undefined)[]): Language {
  for (const one of wanted) {
    const base = one?.toLowerCase().split('-')[0];
    const found = LANGUAGES.find((language) => language === base);
    if (found !== undefined) return found;
  }
  return 'en';
}
