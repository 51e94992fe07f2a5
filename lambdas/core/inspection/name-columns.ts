import type { FileLayout } from '../../contracts/file-layout.ts';
import { matchField, nearestField } from '../import-type/field-names.ts';
import type { ImportType } from '../import-type/import-type.ts';
import { unknownColumnMessage } from '../import-type/unknown-column.ts';
import { isReserved } from '../round-trip/reserved-names.ts';
import { foundNames } from '../wording/found-names.ts';
import { showName } from '../wording/show-value.ts';
import { resolveColumns } from './mapping/resolve-columns.ts';
import { seemingKeys } from './missing-key.ts';
import { nameKeys } from './name-keys.ts';
import type { NamesOfFile, Recognition } from './recognition.ts';
import { type Rejection, reject } from './rejection.ts';

/** Decides which fields the columns of a file are, and checks that the file has all columns that its type needs. */
export function nameColumns(type: ImportType, layout: FileLayout, given: NamesOfFile): Recognition {
  if (layout.format !== 'csv') return nameKeys(type, layout.format, given);
  const hasHeader = type.headerless === undefined;
  const columns = hasHeader ? layout.columns : [];
  const twice = repeatedName(columns);
  if (twice !== undefined) return { ok: false, ...twice };
  const names = columns.filter((name) => !isReserved(name));
  const resolved = resolveColumns(type, { format: 'csv', names }, given.choicesFor(type));
  if (!resolved.ok) return resolved;
  const problem = hasHeader ? headerProblem(resolved.type, columns) : undefined;
  if (problem !== undefined) return { ok: false, ...problem };
  const { mapping, ignored } = resolved;
  return { ok: true, type, unknownColumns: hasHeader ? ignored : [], ...(mapping && { mapping }) };
}

function repeatedName(columns: readonly string[]): Rejection | undefined {
  const twice = columns.find((column, i) => columns.indexOf(column) !== i);
  return twice === undefined ? undefined : reject('DUPLICATE_COLUMN', repeated(twice, twice));
}

function headerProblem(type: ImportType, columns: readonly string[]): Rejection | undefined {
  const seen = new Map<string, string>();
  for (const column of columns) {
    const match = matchField(type, column);
    if (match.kind === 'bad-member') {
      const { label, pattern } = match.rule.member as NonNullable<typeof match.rule.member>;
      return reject(
        'BAD_COLUMN',
        `Column \`${showName(column)}\`: the ${label} after \`${match.rule.name}\` must match ${pattern.source}. Rename the column.`,
      );
    }
    if (match.kind !== 'known') continue;
    const { name } = match;
    const earlier = seen.get(name);
    if (earlier !== undefined) return reject('DUPLICATE_COLUMN', repeated(earlier, column));
    seen.set(name, column);
  }
  return missingProblem(type, columns, seen);
}

function repeated(earlier: string, column: string): string {
  return earlier === column
    ? `The header names \`${showName(column)}\` twice. Each column must have a name of its own.`
    : `The columns \`${showName(earlier)}\` and \`${showName(column)}\` are the same field. Remove one of them.`;
}

function missingProblem(
  type: ImportType,
  columns: readonly string[],
  seen: ReadonlyMap<string, string>,
): Rejection | undefined {
  const missing = type.key.filter((field) => !seen.has(field));
  if (missing.length === 0) return undefined;
  const hints = columns
    .filter(
      (column) =>
        missing.includes(nearestField(type, column) ?? '') && matchField(type, column).kind === 'unknown',
    )
    .map((column) =>
      unknownColumnMessage(type, column).replace(' It was ignored', '').replace('unknown column ', ''),
    );
  const names = missing.map((field) => `\`${field}\``).join(' and no column ');
  const seeming = seemingKeys(type, missing, columns, 'csv');
  const hint = [...seeming, ...(hints.length === 0 ? [] : [hints.join('; ')])]
    .map((text) => ` ${text}`)
    .join('');
  const map = `If a column has another name, map it: --map 'COLUMN=${missing[0]}' on the command line, or the metadata rollcall-map: COLUMN=${missing[0]}`;
  return reject(
    'MISSING_COLUMN',
    `The header has no column ${names}, which every ${type.name} file needs. Found: ${foundNames(columns)}.${hint}\n${map}`,
  );
}
