import { createContext, use } from 'react';
import { en, type Texts } from './en.ts';
import { createFormat, type Format } from './format.ts';
import { type Language, loadTexts } from './language.ts';

export interface Localized {
  readonly language: Language;
  readonly texts: Texts;
  readonly format: Format;
}

const ENGLISH: Localized = { language: 'en', texts: en, format: createFormat('en') };

export const LanguageContext = createContext<Localized>(ENGLISH);

export const useLocalized = (): Localized => use(LanguageContext);
export const useTexts = (): Texts => use(LanguageContext).texts;
export const useFormat = (): Format => use(LanguageContext).format;

export async function loadLanguage(language: Language): Promise<Localized> {
  return { language, texts: await loadTexts(language), format: createFormat(language) };
}
