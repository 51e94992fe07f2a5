import type { FileLayout } from '../../contracts/file-layout.ts';
import { nameNoun } from './name-noun.ts';
import { plural } from './plural.ts';
import { showName } from './show-value.ts';

interface Ignoring {
  readonly unknownColumns?: readonly string[] | undefined;
  readonly layout?: { readonly format: FileLayout['format'] } | undefined;
}

/** More names are not counted: an import keeps about a hundred. */
const MAX_COUNTED = 100;
const MAX_SHOWN = 5;

/** `2 columns ignored`, for a subject or a headline; undefined when every column is read or left out by a mapping. */
export function ignoredCount(item: Ignoring): string | undefined {
  const { unknownColumns = [] } = item;
  if (unknownColumns.length === 0) return undefined;
  return unknownColumns.length > MAX_COUNTED
    ? `more than ${MAX_COUNTED} ${nameNoun(item.layout?.format)}s ignored`
    : `${plural(unknownColumns.length, nameNoun(item.layout?.format))} ignored`;
}

/** ``The columns `Notes` and `Plan` were ignored.`` `isPreview`: they would be. */
export function ignoredSentence(item: Ignoring, isPreview: boolean): string | undefined {
  const { unknownColumns = [] } = item;
  if (unknownColumns.length === 0) return undefined;
  const names = unknownColumns.slice(0, MAX_SHOWN).map((name) => `\`${showName(name)}\``);
  const more = unknownColumns.length - names.length;
  const shown = more > 0 ? [...names, more > MAX_COUNTED - MAX_SHOWN ? 'others' : `${more} more`] : names;
  const last = shown.at(-1) ?? '';
  const list = shown.length === 1 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
  const isOne = unknownColumns.length === 1;
  const verb = isPreview ? 'would be' : isOne ? 'was' : 'were';
  return `The ${nameNoun(item.layout?.format)}${isOne ? '' : 's'} ${list} ${verb} ignored.`;
}
