import type { ImportType } from '../../core/import-type/import-type.ts';
import { validMember } from '../../core/import-type/similar-field.ts';
import { mayBeMapped, withMapping } from '../../core/import-type/with-mapping.ts';
import { checkMapping } from '../../core/inspection/mapping/check-mapping.ts';
import { type Suggestion, suggestMapping } from '../../core/inspection/mapping/suggest-mapping.ts';
import { namesOfRecords } from '../../core/inspection/names-of-records.ts';
import { requestedType } from '../../core/inspection/recognise.ts';
import { isReserved } from '../../core/round-trip/reserved-names.ts';
import { type FileToInspect, namesGiven, type OpenedFile } from './inspect-upload.ts';

/** For each column, or key of the first JSON records, the field that it is or should be read as. */
export function suggestColumns(item: FileToInspect, opened: OpenedFile): readonly Suggestion[] | undefined {
  const { types, layout } = opened;
  const given = namesGiven(item, opened);
  const type = requestedType(types, item.importType, layout, given);
  if (type === undefined || !mayBeMapped(type)) return undefined;
  const choices = given.choicesFor(type);
  const wanted = [...new Map([...choices.remembered, ...choices.map])];
  const names = namesOf(wanted.length === 0 ? type : named(type, wanted), opened, given).filter(
    (name) => !isReserved(name),
  );
  const checked = checkMapping(type, { format: layout.format, names }, choices);
  const map = checked.ok ? checked.map : [];
  return suggestMapping(map.length === 0 ? type : named(type, map), names, layout.format);
}

/** For each column: the field of the sender's own that it can be kept as, if the type has such. */
export function ownFields(
  item: FileToInspect,
  opened: OpenedFile,
  suggestions: readonly Suggestion[],
): Readonly<Record<string, string>> {
  const { types, layout } = opened;
  const type = requestedType(types, item.importType, layout, namesGiven(item, opened));
  const free = type?.fields.find(({ member }) => member?.isFree);
  if (free === undefined) return {};
  const entries = suggestions.flatMap(({ column }) => {
    const member = validMember(free, column);
    return member === undefined ? [] : [[column, `${free.name}${member}`] as const];
  });
  return Object.fromEntries(entries);
}

function named(type: ImportType, map: readonly (readonly [string, string])[]): ImportType {
  return withMapping(type, { columns: map.map(([column, field]) => [column, field]), similar: 'reject' });
}

function namesOf(
  type: ImportType,
  { layout }: OpenedFile,
  { sampled }: ReturnType<typeof namesGiven>,
): readonly string[] {
  return layout.format === 'csv' ? layout.columns : namesOfRecords(type, sampled().records).names;
}
