import type { SimilarColumns } from '../../../contracts/column-map.ts';
import { columnMapText, LEFT_OUT, MAX_MAP_TEXT } from '../../../contracts/column-map-text.ts';
import type { FileFormat, ImportType } from '../../import-type/import-type.ts';
import { mapOption } from '../../wording/map-option.ts';
import { nameNoun } from '../../wording/name-noun.ts';
import { OPTION_WORDS } from '../../wording/option-words.ts';
import { showName } from '../../wording/show-value.ts';
import { type Rejection, reject } from '../rejection.ts';
import { otherLines } from './describe-others.ts';
import { isSimilar, type Suggestion } from './suggest-mapping.ts';

/** Columns that a message shows. */
const MAX_SHOWN = 40;
/** Other columns that a message names. */
const MAX_OTHERS = 10;

type Proposed = Suggestion & { readonly field: string };

/**
 * The rejection of a file with similar names. It is read in an e-mail, on the command line and as an answer of an API, so
 * it says what to do for each.
 */
export function rejectSimilar(
  type: ImportType,
  suggestions: readonly Suggestion[],
  {
    format,
    choice,
    objects = new Map(),
  }: {
    readonly format: FileFormat;
    readonly choice: SimilarColumns;
    readonly objects?: ReadonlyMap<string, readonly string[]> | undefined;
  },
): Rejection {
  const similar = suggestions.filter((one): one is Proposed => isSimilar(one) && one.field !== undefined);
  const missing = missingFields(type, suggestions);
  const isComplete = missing.length === 0;
  const allowed = {
    map: isComplete && choice === 'reject' && !similar.some(({ isAmbiguous }) => isAmbiguous),
    ignore: isComplete && !similar.some(({ field }) => type.key.includes(field)),
  };
  const noun = nameNoun(format);
  const lines = [
    `${opening(similar, noun, type.name)} This mapping would do:`,
    ...similar.slice(0, MAX_SHOWN).map(describeOne),
    ...(similar.length > MAX_SHOWN ? [`  and ${similar.length - MAX_SHOWN} more`] : []),
    ...missingLine(missing, format),
    ...otherLines(type, suggestions, { format, objects }),
    ...ways(similar, noun, { ...allowed, missing }),
  ];
  const code = similar.every(isBadMember) ? 'BAD_COLUMN' : 'SIMILAR_COLUMNS';
  return reject(isComplete || format !== 'csv' ? code : 'MISSING_COLUMN', lines.join('\n'));
}

function isBadMember({ reason }: Suggestion): boolean {
  return reason === 'characters';
}

function opening(similar: readonly Proposed[], noun: string, type: string): string {
  const count = similar.length;
  if (similar.every(isBadMember))
    return count === 1
      ? `The name of one ${noun} contains characters that are not allowed.`
      : `The names of ${count} ${noun}s contain characters that are not allowed.`;
  if (similar.every(({ reason }) => reason === 'nested'))
    return count === 1
      ? `A value in an object seems to be a field of ${type}. Only values whose ${noun}s are the names of fields are read.`
      : `${count} values in objects seem to be fields of ${type}. Only values whose ${noun}s are the names of fields are read.`;
  return count === 1
    ? `The name of one ${noun} is similar to that of a field of ${type}, but not the same. Names are case-sensitive.`
    : `The names of ${count} ${noun}s are similar to those of fields of ${type}, but not the same. Names are case-sensitive.`;
}

/** Key fields that the file would not have with the mapping either. */
function missingFields(type: ImportType, suggestions: readonly Suggestion[]): readonly string[] {
  const fields = new Set(
    suggestions.flatMap(({ field, reason }) => (reason === 'nearest' ? [] : (field ?? []))),
  );
  return type.key.filter((field) => !fields.has(field));
}

function missingLine(missing: readonly string[], format: FileFormat): readonly string[] {
  if (missing.length === 0) return [];
  const names = missing.map((field) => `\`${field}\``).join(' and ');
  if (format !== 'csv')
    return [
      `With it, the first records still have no ${names}, which every record needs. If the value has another name, or is in an object, map it, too. If it is not there, add ${names} to each record.`,
    ];
  return [`With it, the file still has no column for ${names}, which every record needs.`];
}

/** `  FirstName → firstName`, and why where it cannot be seen. */
function describeOne({ column, field, reason, takenBy, isAmbiguous }: Proposed): string {
  const name = `  \`${showName(column)}\``;
  if (field !== LEFT_OUT) {
    const characters = reason === 'characters' ? ` (${describeCharacters(column, field)})` : '';
    return `${name} → \`${field}\`${characters}`;
  }
  const other = `\`${showName(takenBy ?? '')}\``;
  return isAmbiguous
    ? `${name} → left out, because ${other} is the same field; decide which of the two is meant`
    : `${name} → left out, because the file also has ${other}`;
}

/** `not allowed in the name: " "`. */
function describeCharacters(column: string, field: string): string {
  const dot = column.indexOf('.') + 1;
  const allowed = field.slice(field.indexOf('.') + 1).includes('_') ? /[\w-]/ : /[a-zA-Z0-9-]/;
  const bad = [...new Set([...column.slice(dot)].filter((character) => !allowed.test(character)))];
  if (bad.length === 0) return 'the name after the dot is too long';
  const shown = bad
    .slice(0, MAX_OTHERS)
    .map((character) => (character === ' ' ? 'blank' : showName(character)));
  return `not allowed after the dot: ${shown.join(' ')}`;
}

interface Allowed {
  readonly map: boolean;
  readonly ignore: boolean;
  /** Key fields that the file does not have with the mapping either. */
  readonly missing: readonly string[];
}

function ways(similar: readonly Proposed[], noun: string, allowed: Allowed): readonly string[] {
  const shown = similar.slice(0, MAX_SHOWN);
  const pairs = [
    ...shown.map(({ column, field }) => [column, field] as const),
    ...allowed.missing.map((field) => [noun.toUpperCase(), field] as const),
  ];
  const mapping = mappingWords(pairs);
  return [
    'Do one of the following, and send the file again:',
    `- Rename the ${noun}s in the file.`,
    ...(allowed.map ? [`- Accept this mapping: ${OPTION_WORDS.acceptMapping.stored}`] : []),
    ...(mapping === undefined
      ? []
      : [
          `- Give the mapping${allowed.missing.length === 0 ? '' : `, with the right name in place of ${noun.toUpperCase()}`}: ${mapping}`,
        ]),
    ...(allowed.ignore ? [`- Ignore these ${noun}s: ${OPTION_WORDS.ignoreUnknown.stored}`] : []),
  ];
}

/** Undefined if a column cannot be named in a mapping, so that it must be renamed. */
function mappingWords(pairs: readonly (readonly [column: string, field: string])[]): string | undefined {
  const options = pairs.flatMap(([column, field]) => mapOption(column, field) ?? []);
  if (options.length < pairs.length) return undefined;
  const metadata = columnMapText(pairs);
  return `${options.join(' ')}${metadata.length <= MAX_MAP_TEXT ? `, or the metadata rollcall-map: ${metadata}` : ''}`;
}
