import { createContext, use } from 'preact/compat';
import { en, type Texts } from './en.ts';
import { createFormat, type Format } from './format.ts';
import { type Language, loadSentences, loadTexts, quotesOf } from './language.ts';
import { type Translate, translator } from './service/translate.ts';

export interface Localized {
  readonly language: Language;
  readonly texts: Texts;
  readonly format: Format;
  readonly translate: Translate;
}

const ENGLISH: Localized = {
  language: 'en',
  texts: en,
  format: createFormat('en'),
  translate: translator([]),
};

export const LanguageContext = createContext<Localized>(ENGLISH);

export const useLocalized = (): Localized => use(LanguageContext);
export const useTexts = (): Texts => use(LanguageContext).texts;
export const useFormat = (): Format => use(LanguageContext).format;

export async function loadLanguage(language: Language): Promise<Localized> {
  const [texts, sentences] = await Promise.all([loadTexts(language), loadSentences(language)]);
  return {
    language,
    texts,
    format: createFormat(language),
    translate: translator(sentences, quotesOf(language)),
  };
}
