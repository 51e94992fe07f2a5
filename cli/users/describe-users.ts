import { NO_SETTINGS } from '../../lambdas/contracts/no-settings.ts';
import type { ImportType } from '../../lambdas/core/import-type/import-type.ts';
import { visible } from '../../lambdas/core/wording/show-value.ts';
import { instant, milliseconds } from '../../lambdas/import-types/field-values.ts';
import { findDefinition } from '../../lambdas/import-types/registry.ts';
import { table } from '../terminal/table.ts';
import type { ListedUser } from './find-users.ts';

/** Tables of users, one for each tenant and import type, with as many columns as fit. */
export function describeUsers(users: readonly ListedUser[], width: number): string {
  const groups = Map.groupBy(users, ({ tenant, importType }) => `${tenant}  ${importType}`);
  return [...groups].map(([heading, group]) => `\n${heading}\n\n${describeGroup(group, width)}`).join('');
}

function describeGroup(users: readonly ListedUser[], width: number): string {
  const type = typeOf(users[0]?.importType ?? '');
  const columns = columnsOf(users, type);
  const times = timeFields(type);
  const rows = users.map(({ fields }) =>
    columns.map((column) => visible(cell(fieldOf(fields, column), times.has(column)))),
  );
  const { text, omitted } = table(columns, rows, width);
  return omitted.length === 0
    ? text
    : `${text}\nNot shown: ${omitted.join(', ')}. Use --json to see all fields.\n`;
}

/** Undefined for users of a type that no longer exists. */
function typeOf(name: string): ImportType | undefined {
  return findDefinition(name)?.resolve({ settings: NO_SETTINGS, parameters: undefined });
}

/** The key first, then the fields that some user has, in the order in which the type lists them. */
function columnsOf(users: readonly ListedUser[], type: ImportType | undefined): readonly string[] {
  const used = new Set(users.flatMap(({ fields }) => Object.keys(fields)));
  const known = [...(type?.key ?? []), ...(type?.fields.map(({ name }) => name) ?? [])];
  const others = [...used].filter((name) => !known.includes(name)).sort();
  return [...new Set([...known, ...others])].filter((name) => used.has(name));
}

/** Fields that store points in time, which may be milliseconds. */
function timeFields(type: ImportType | undefined): ReadonlySet<string> {
  const times = type?.fields.filter(
    ({ schema }) => schema === instant.schema || schema === milliseconds.schema,
  );
  return new Set(times?.map(({ name }) => name));
}

/** A field may have a name that every object inherits, such as `toString`. */
function fieldOf(fields: ListedUser['fields'], name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

function cell(value: unknown, isTime: boolean): string {
  if (value === undefined) return '';
  if (isTime && typeof value === 'number') return new Date(value).toISOString();
  if (Array.isArray(value)) return value.map((element) => cell(element, false)).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
