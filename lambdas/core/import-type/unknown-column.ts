import { LEFT_OUT } from '../../contracts/column-map-text.ts';
import { mapOption } from '../wording/map-option.ts';
import { OPTION_WORDS } from '../wording/option-words.ts';
import { MAX_SHOWN_NAME, showName } from '../wording/show-value.ts';
import { matchField, nearestField } from './field-names.ts';
import type { ImportType } from './import-type.ts';
import { wordForm } from './name-forms.ts';
import { validMember } from './similar-field.ts';
import { undecorated } from './undecorated.ts';
import { mayBeMapped } from './with-mapping.ts';

/** Longer than any name. */
const MAX_COMPARED = 256;

/** The warning about a column that is not a field of the type; reported once per file. */
export function unknownColumnMessage(
  type: ImportType,
  column: string,
  noun: 'column' | 'key' = 'column',
): string {
  if (column === type.segmentsField)
    return `the column \`${column}\` was ignored: a CSV file has one segment for all its records (${OPTION_WORDS.segment.stored}); use JSON Lines to set segments for each record`;
  const shown = `unknown ${noun} \`${showName(column)}\``;
  const several = severalFields(type, column);
  if (several !== undefined)
    return `${shown}: it may hold the values of ${several.join(' and ')} together. It was ignored: put each of them into its own ${noun}, or map this ${noun} to one of them`;
  const nearest = nearestField(type, column);
  const hint = nearest === undefined ? 'it was ignored' : `did you mean \`${nearest}\`? It was ignored`;
  return `${shown}: ${hint}`;
}

/**
 * Follows the warning in an import, whose mapping may name the column: `. To read it: --map 'Plan=customFields.Plan'. …`. Empty
 * where the warning itself says what to do.
 */
export function howToReadColumn(type: ImportType, column: string, noun: 'column' | 'key'): string {
  if (!mayBeMapped(type) || column === type.segmentsField || severalFields(type, column) !== undefined)
    return '';
  // A longer name is shortened in messages, and an option needs the whole.
  if (column.length >= MAX_SHOWN_NAME) return '';
  const meant = nearestField(type, column) ?? freeField(type, column, noun);
  const isField = meant !== undefined && matchField(type, meant).kind === 'known';
  const read = mapOption(column, isField ? meant : 'FIELD');
  return read === undefined
    ? ''
    : `. To read it: ${read}. To leave it out without this warning: ${mapOption(column, LEFT_OUT)}`;
}

/** `customFields.Plan`: the field that takes any name. The key of a JSON record may be an object, which is no such field. */
function freeField(type: ImportType, column: string, noun: 'column' | 'key'): string | undefined {
  const free = noun === 'column' ? type.fields.find(({ member }) => member?.isFree) : undefined;
  const member = free && validMember(free, column);
  return free && member && free.name + member;
}

/** The fields whose values the column holds together: those of a whole name. */
function severalFields(type: ImportType, name: string): readonly string[] | undefined {
  if (type.wholes === undefined || name.length > MAX_COMPARED) return undefined;
  const forms = new Set([{ name }, ...undecorated(name)].map(({ name: plain }) => wordForm(plain)));
  return type.wholes.find(({ names }) => names.some((whole) => forms.has(wordForm(whole))))?.fields;
}
