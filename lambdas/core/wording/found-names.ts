import { showName } from './show-value.ts';

const MAX_FOUND = 10;

/** The first names of columns that a file has, for a message. */
export function foundNames(names: readonly string[]): string {
  const found = names
    .slice(0, MAX_FOUND)
    .map((name) => `\`${showName(name)}\``)
    .join(', ');
  return names.length > MAX_FOUND ? `${found}, and ${names.length - MAX_FOUND} more` : found;
}
