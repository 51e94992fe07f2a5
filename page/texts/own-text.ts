/** The text that the page has for a code of the service. Undefined: the service is newer than the page, and its own words are shown. */
export function ownText<T>(texts: Readonly<Record<string, T>>, code: string): T | undefined {
  return Object.hasOwn(texts, code) ? texts[code] : undefined;
}
