import { type Import, ImportSchema } from '../../contracts/import.ts';
import { ImportOptionsSchema } from '../../contracts/import-options.ts';

/** For attributes that every import has. What has no stand-in and is optional is left out. */
const STAND_INS: ReadonlyMap<PropertyKey, unknown> = new Map<PropertyKey, unknown>([
  ['importType', 'unknown'],
  ['fileName', 'unknown'],
  ['source', { bucket: 'unknown', key: 'unknown', etag: 'unknown', size: 0 }],
  ['options', ImportOptionsSchema.parse({})],
  ['createdAt', '1970-01-01T00:00:00.000Z'],
  ['updatedAt', '1970-01-01T00:00:00.000Z'],
]);

/**
 * An import without the attributes that do not match their schema, so that it can be given its end. Undefined when it
 * cannot be ended without knowing more: its ids, tenant, status or attempt are damaged.
 */
export function parseDamagedImport(item: Readonly<Record<string, unknown>>): Import | undefined {
  const parsed = ImportSchema.safeParse(item);
  if (parsed.success) return parsed.data;
  const damaged = new Set(parsed.error.issues.map(({ path: [name] }) => name));
  if (NEEDED.some((name) => damaged.has(name))) return undefined;
  const kept = Object.entries(item).filter(([name]) => !damaged.has(name));
  const standIns = [...STAND_INS].filter(([name]) => damaged.has(name));
  return ImportSchema.safeParse(Object.fromEntries([...kept, ...standIns])).data;
}

/** The attributes of a stored import that do not match their schema; empty: it is not damaged. */
export function damagedAttributes(item: Readonly<Record<string, unknown>>): readonly string[] {
  const { error } = ImportSchema.safeParse(item);
  return [...new Set(error?.issues.map(({ path: [name] }) => String(name)) ?? [])];
}

const NEEDED: readonly (keyof Import)[] = [
  'importId',
  'tenant',
  'status',
  'attempt',
  'arrival',
  'executionArn',
];
