import type { ImportOptions } from './import-options.ts';

/** The options of an import that names none: what ImportOptionsSchema makes of `{}`. The check worker needs them without the schema. */
export const DEFAULT_OPTIONS: ImportOptions = { mode: 'upsert', onBlank: 'keep', duplicates: 'apply' };
