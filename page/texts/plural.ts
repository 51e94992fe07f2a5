/** `count(3, 'record', 'records')` is `3 records`. English and German have two forms; a language with more gets a function of its own. */
export function counter(language: string): (n: number, one: string, other: string) => string {
  const rules = new Intl.PluralRules(language);
  const number = new Intl.NumberFormat(language);
  return (n, one, other) => `${number.format(n)} ${rules.select(n) === 'one' ? one : other}`;
}
