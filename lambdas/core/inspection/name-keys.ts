import { matchField } from '../import-type/field-names.ts';
import type { FileFormat, ImportType } from '../import-type/import-type.ts';
import { similarField } from '../import-type/similar-field.ts';
import { mayBeMapped, withMapping } from '../import-type/with-mapping.ts';
import { isReserved } from '../round-trip/reserved-names.ts';
import { besideArrayProblem } from './beside-array.ts';
import { structureProblem, type UserTest } from './json-structure.ts';
import type { ColumnChoices } from './mapping/check-mapping.ts';
import { resolveColumns } from './mapping/resolve-columns.ts';
import { missingKeyProblem } from './missing-key.ts';
import { type JsonRecord, namesOfRecords, type RecordNames } from './names-of-records.ts';
import type { NamesOfFile, Recognition } from './recognition.ts';
import { hasKey } from './record-or-wrapper.ts';

/**
 * Decides which fields the keys of JSON records are, by the first of them. A later record is judged by itself, but a file
 * of whose first records none has the key is no file of users.
 */
export function nameKeys(type: ImportType, format: FileFormat, given: NamesOfFile): Recognition {
  const choices = given.choicesFor(type);
  const sampled = given.sampled();
  const structure = structureProblem(sampled, userTest(type, choices));
  if (structure !== undefined) return { ok: false, ...structure };
  const read = (as: ImportType) => withoutReserved(namesOfRecords(as, sampled.records));
  const { names } = read(asMapped(type, choices));
  const beside = sampled.around && besideArrayProblem({ type, choices }, names, sampled.around);
  if (beside !== undefined) return { ok: false, ...beside };
  const resolved = resolveColumns(type, { format, ...read(asMapped(type, choices)) }, choices);
  if (!resolved.ok) return resolved;
  const problem = missingKeyProblem(resolved.type, read(resolved.type), sampled.records.length);
  if (problem !== undefined) return { ok: false, ...problem };
  const { mapping } = resolved;
  return { ok: true, type, unknownColumns: [], ...(mapping && { mapping }) };
}

function withoutReserved({ names, objects }: RecordNames): RecordNames {
  return { names: names.filter((name) => !isReserved(name)), objects };
}

/** The type as the mapping of the sender and the tenant reads it, which is not checked yet. */
function asMapped(type: ImportType, { map, remembered }: ColumnChoices): ImportType {
  const columns = new Map([...remembered, ...map]);
  return columns.size === 0 || !mayBeMapped(type)
    ? type
    : withMapping(type, { columns: [...columns], similar: 'reject' });
}

function userTest(type: ImportType, choices: ColumnChoices): UserTest {
  const mapped = asMapped(type, choices);
  const namesOf = (value: JsonRecord) => namesOfRecords(mapped, [value]).names;
  const isField = (name: string) =>
    matchField(mapped, name).kind !== 'unknown' || similarField(type, name, 'json') !== undefined;
  return {
    hasKey: (value) => hasKey({ type, choices }, namesOf(value)),
    hasField: (value) => namesOf(value).some(isField),
    keyField: type.key.at(-1) ?? '',
  };
}
