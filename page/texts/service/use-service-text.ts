import { useLocalized } from '../use-texts.ts';
import { withoutOptions } from '../without-options.ts';

export interface ServiceText {
  readonly text: string;
  /** Of a text that is not in the language of the page, so that screen readers pronounce it as what it is. */
  readonly lang: 'en' | undefined;
}

/** What the service says, in the language of the page where its sentences are known. */
export function useServiceText(): (message: string) => ServiceText {
  const { language, translate } = useLocalized();
  return (message) => {
    const text = withoutOptions(message);
    const own = language === 'en' ? text : translate(text);
    return own === undefined ? { text, lang: 'en' } : { text: own, lang: undefined };
  };
}
