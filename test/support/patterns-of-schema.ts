import type { Pattern } from './patterns-of-source.ts';

const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

/** What a value of zod is made of. Its definition holds the parts of a schema, and its bag the patterns of a format. */
function partsOf(value: object): readonly unknown[] {
  if (value instanceof Map || value instanceof Set) return [...value.values()];
  const { _zod: zod } = value as { _zod?: { def?: unknown; pattern?: unknown; bag?: unknown } };
  if (zod !== undefined) return [zod.def, zod.pattern, zod.bag];
  if (typeof value === 'function') return [];
  return Object.values(value);
}

/** Every pattern that a schema holds, at any depth: those that zod itself brings are in no source file of ours. */
export function patternsOfSchema(where: string, schema: unknown): readonly Pattern[] {
  const seen = new Set<object>();
  const found: Pattern[] = [];
  const visit = (value: unknown): void => {
    if (!isObject(value) || seen.has(value)) return;
    seen.add(value);
    if (value instanceof RegExp) {
      found.push({ source: value.source, flags: value.flags, where });
      return;
    }
    for (const part of partsOf(value)) visit(part);
  };
  visit(schema);
  return found;
}
