import { matchField } from '../../import-type/field-names.ts';
import type { FileFormat, ImportType } from '../../import-type/import-type.ts';
import { validMember } from '../../import-type/similar-field.ts';
import { mapOption } from '../../wording/map-option.ts';
import { nameNoun } from '../../wording/name-noun.ts';
import { describeName } from '../missing-key.ts';
import type { Suggestion } from './suggest-mapping.ts';

/** Names that a message shows. */
const MAX_OTHERS = 10;

function othersOf(suggestions: readonly Suggestion[]): readonly Suggestion[] {
  return suggestions.filter(({ reason }) => reason === 'nearest' || reason === 'unknown');
}

/** Names that are not similar to any field: what happens to them, and how they can be read. */
export function otherLines(
  type: ImportType,
  suggestions: readonly Suggestion[],
  {
    format,
    objects,
  }: { readonly format: FileFormat; readonly objects: ReadonlyMap<string, readonly string[]> },
): readonly string[] {
  const others = othersOf(suggestions);
  const noun = nameNoun(format);
  if (others.length === 0) return [];
  const names = others
    .slice(0, MAX_OTHERS)
    .map(
      ({ column, field }) =>
        `${describeName(column, objects.get(column))}${field === undefined ? '' : ` (did you mean \`${field}\`?)`}`,
    );
  const more = others.length > MAX_OTHERS ? `, and ${others.length - MAX_OTHERS} more` : '';
  const isOne = others.length === 1;
  return [
    `${isOne ? `This ${noun} is not a field and would be ignored` : `These ${noun}s are not fields and would be ignored`}: ${names.join(', ')}${more}.`,
    ...objectLine(type, suggestions, objects),
    ...readingLine(type, others, format),
  ];
}

/** `--map 'Plan=customFields.Plan'`: a field that takes any name, or the one that was probably meant. */
function readingLine(type: ImportType, others: readonly Suggestion[], format: FileFormat): readonly string[] {
  const free = format === 'csv' ? type.fields.find(({ member }) => member?.isFree) : undefined;
  for (const { column, field } of others) {
    const member = free && validMember(free, column);
    const meant = field ?? (free && member && free.name + member);
    // The bare name of a family is not a field.
    if (meant === undefined || matchField(type, meant).kind !== 'known') continue;
    const option = mapOption(column, meant);
    if (option !== undefined)
      return [`To read such a ${nameNoun(format)}, add it to the mapping: ${option}.`];
  }
  return [];
}

/** How the values of an object can be read that would be ignored. */
function objectLine(
  type: ImportType,
  suggestions: readonly Suggestion[],
  objects: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const [object] = othersOf(suggestions).flatMap(({ column }) => (objects.has(column) ? [column] : []));
  const free = type.fields.find(({ member }) => member?.isFree);
  if (object === undefined || free === undefined) return [];
  const [key = 'KEY'] = objects.get(object) ?? [];
  const family = free.name.slice(0, -1);
  const one = mapOption(`${object}.${key}`, 'FIELD');
  const all = mapOption(object, family);
  return [
    ...(one === undefined ? [] : [`To read a value in an object, map its path: ${one}.`]),
    ...(all === undefined ? [] : [`To read all its values as ${family}: ${all}.`]),
  ];
}
