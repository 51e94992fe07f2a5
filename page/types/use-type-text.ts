import { ownText } from '../texts/own-text.ts';
import { useTexts } from '../texts/use-texts.ts';

interface ImportTypeText {
  readonly title: string;
  readonly about: string;
  /** Of words of the service. */
  readonly lang: 'en' | undefined;
}

/** What the service says about a type, which may not be loaded yet. */
interface NamedType {
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
}

/** How a type of imports is called, and what it is for. */
export function useTypeText(): (type: NamedType) => ImportTypeText {
  const { importTypeNames } = useTexts();
  return ({ name, title = name, description = '' }) => {
    const own = ownText(importTypeNames, name);
    return own === undefined ? { title, about: description, lang: 'en' } : { ...own, lang: undefined };
  };
}
