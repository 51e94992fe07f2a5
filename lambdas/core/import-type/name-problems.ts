import { LEFT_OUT } from '../../contracts/column-map-text.ts';
import { mapOption } from '../wording/map-option.ts';
import { showName } from '../wording/show-value.ts';
import type { FieldRule, ImportType } from './import-type.ts';
import { validMember } from './similar-field.ts';
import { mayBeMapped } from './with-mapping.ts';

/** What is wrong with the names in a record, and what to do. */

export function similarName(path: string, field: string): string {
  const option = mapOption(path, field);
  const mapping = option === undefined ? '' : `, or import the record again with the mapping: \`${option}\``;
  return `\`${showName(path)}\` is not a field, but similar to \`${field}\`: rename it${mapping}`;
}

/** `paths`: the names of both values in the record. */
export function repeatedField(
  type: ImportType,
  name: string,
  [first, second]: readonly [string, string],
): string {
  if (first === second) return `${name} occurs twice; remove one of the two`;
  const other = first === name ? second : first;
  const names = `\`${showName(first)}\` and \`${showName(second)}\``;
  const option = mayBeMapped(type) ? mapOption(other, LEFT_OUT) : undefined;
  const mapping = option === undefined ? '' : `, or leave one out: \`${option}\` (metadata \`rollcall-map\`)`;
  return `${name} occurs twice, as ${names}; remove one of the two${mapping}`;
}

export function badMember(path: string, rule: FieldRule): string {
  const { label, pattern } = rule.member as NonNullable<FieldRule['member']>;
  const valid = validMember(rule, path.slice(path.indexOf('.') + 1));
  const advice = valid === undefined ? '' : `: rename it, for example to ${rule.name}${valid}`;
  return `${showName(path)}: the ${label} in ${rule.name}{${label}} must match ${pattern.source}${advice}`;
}
