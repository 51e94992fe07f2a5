import type { ImportType } from '../../core/import-type/import-type.ts';
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
