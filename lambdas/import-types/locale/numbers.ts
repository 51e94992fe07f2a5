const groupsOfLocale = new Map<string, string>();

/** The character between thousands; empty if the locale has none. */
function groupOf(locale: string): string {
  const known = groupsOfLocale.get(locale);
  if (known !== undefined) return known;
  const parts = new Intl.NumberFormat(locale, { numberingSystem: 'latn' }).formatToParts(123_456_789);
  const group = parts.find(({ type }) => type === 'group')?.value ?? '';
  groupsOfLocale.set(locale, group);
  return group;
}

const GROUPED = /^\d{1,3}([.,' \u00a0\u202f\u2019])\d{3}(?:\1\d{3})*$/;
/** Characters that people write for one another. */
const BLANKS = /[ \u00a0\u202f]/;
const APOSTROPHES = /['\u2019]/;

/** Whether the text is a whole number with a character between its thousands. */
export function isGrouped(text: string): boolean {
  return GROUPED.test(text.trim());
}

/** A whole number without the characters that the locale writes between thousands. Other texts are returned as they are. */
export function withoutGroups(cell: string, locale: string | undefined): string {
  const text = cell.trim();
  const found = GROUPED.exec(text)?.[1];
  if (found === undefined || locale === undefined || !isSame(found, groupOf(locale))) return cell;
  return text.replaceAll(found, '');
}

function isSame(found: string, group: string): boolean {
  return [BLANKS, APOSTROPHES].some((kind) => kind.test(found) && kind.test(group)) || found === group;
}
