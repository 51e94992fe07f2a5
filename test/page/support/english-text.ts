import type { Page } from 'playwright-core';

/** Words that no other language of the page has, as parts of sentences and not of names such as `a-file-with.csv`. */
const WORDS =
  '(?<![\\w.-])(the|of|and|is|are|must|with|your|you|this|that|from|has|have|been|file|row|record|records)(?![\\w-]|\\.\\w)';

/**
 * Texts and names that a person reads or hears as a part of a page in another language, and that are English sentences:
 * texts of the service are marked with `lang="en"`.
 */
export async function englishTexts(page: Page): Promise<readonly string[]> {
  return page.evaluate((words) => {
    const pattern = new RegExp(words, 'i');
    const isEnglish = (element: Element | null) => element?.closest('[lang]')?.getAttribute('lang') === 'en';
    const found: string[] = [document.title];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node !== null; node = texts.nextNode())
      if (!isEnglish(node.parentElement)) found.push(node.textContent ?? '');
    for (const element of document.querySelectorAll('*'))
      for (const name of ['aria-label', 'aria-description', 'aria-valuetext', 'title', 'placeholder', 'alt'])
        if (!isEnglish(element)) found.push(element.getAttribute(name) ?? '');
    return found.filter((text) => pattern.test(text));
  }, WORDS);
}
