/** `1 record`, `2 records`. For nouns whose plural ends in s. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
