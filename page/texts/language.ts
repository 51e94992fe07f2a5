import { en, type Texts } from './en.ts';

/** Each is loaded when it is wanted. To add a language: its file, which has the type `Texts`, and its line here. */
const OTHERS = {
  de: async (): Promise<Texts> => (await import('./de.ts')).de,
};

export type Language = 'en' | keyof typeof OTHERS;
export const LANGUAGES: readonly Language[] = ['en', ...(Object.keys(OTHERS) as (keyof typeof OTHERS)[])];

export async function loadTexts(language: Language): Promise<Texts> {
  return language === 'en' ? en : OTHERS[language]();
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
