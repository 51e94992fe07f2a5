import { showName } from '../wording/show-value.ts';
import { nearestField } from './field-names.ts';
import type { ImportType } from './import-type.ts';
import { wordForm } from './name-forms.ts';
import { undecorated } from './undecorated.ts';

/** Longer than any name. */
const MAX_COMPARED = 256;

/** The warning about a column that is not a field of the type; reported once per file. */
export function unknownColumnMessage(
  type: ImportType,
  column: string,
  noun: 'column' | 'key' = 'column',
): string {
  if (column === type.segmentsField)
    return `the column \`${column}\` was ignored: a CSV file has one segment for all its records (\`rollcall-segment\`, \`--segment\`); use JSON Lines to set segments for each record`;
  const shown = `unknown ${noun} \`${showName(column)}\``;
  const several = severalFields(type, column);
  if (several !== undefined)
    return `${shown}: it may hold the values of ${several.join(' and ')} together. It was ignored: put each of them into its own ${noun}, or map this ${noun} to one of them`;
  const nearest = nearestField(type, column);
  const hint = nearest === undefined ? 'it was ignored' : `did you mean \`${nearest}\`? It was ignored`;
  return `${shown}: ${hint}`;
}

/** The fields whose values the column holds together: those of a whole name. */
function severalFields(type: ImportType, name: string): readonly string[] | undefined {
  if (type.wholes === undefined || name.length > MAX_COMPARED) return undefined;
  const forms = new Set([{ name }, ...undecorated(name)].map(({ name: plain }) => wordForm(plain)));
  return type.wholes.find(({ names }) => names.some((whole) => forms.has(wordForm(whole))))?.fields;
}
