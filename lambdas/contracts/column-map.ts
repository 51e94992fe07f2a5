import * as z from 'zod';
import { columnMapText, MAX_MAP_TEXT } from './column-map-text.ts';
import { showValue } from './shown-value.ts';

const EntrySchema = z.tuple([
  // The key of a JSON object may have blanks at its ends.
  z.string().refine((name) => name.trim() !== '', 'expected the name of a column'),
  z.string().trim().min(1, 'expected the name of a field, or -'),
]);

/** Pairs of a column of the file (or a dotted JSON path) and the field that it is read as. An array, because a column may be called `__proto__`. */
export const ColumnMapSchema = z
  .array(EntrySchema)
  .max(1000, 'expected at most 1000 columns')
  .superRefine((entries, context) => {
    const seen = new Set<string>();
    for (const [column] of entries) {
      if (seen.has(column))
        context.addIssue({ code: 'custom', message: `the column ${showValue(column)} is mapped twice` });
      seen.add(column);
    }
  });
export type ColumnMap = z.infer<typeof ColumnMapSchema>;

/**
 * What happens to columns whose names are similar to those of fields, but not the same: the file is rejected with the
 * mapping that would do, they are mapped that way, or they are ignored with a warning.
 */
export const SimilarColumnsSchema = z.enum(['reject', 'map', 'ignore']);
export type SimilarColumns = z.infer<typeof SimilarColumnsSchema>;

/** How the names in a file are read, where they are not the names of fields. InspectFile determines it once. */
export const ColumnMappingSchema = z.object({
  columns: ColumnMapSchema,
  /** What a record does whose own names (JSON) are similar to those of fields: it fails, or they are ignored. */
  similar: SimilarColumnsSchema.exclude(['map']),
});
export type ColumnMapping = z.infer<typeof ColumnMappingSchema>;

/** See columnMapText. */
export const ColumnMapTextSchema = z.codec(
  z
    .string()
    .max(MAX_MAP_TEXT, `expected at most ${MAX_MAP_TEXT} characters; store a longer mapping for the tenant`),
  ColumnMapSchema,
  {
    decode: (text) => [...new URLSearchParams(text)],
    encode: columnMapText,
  },
);
