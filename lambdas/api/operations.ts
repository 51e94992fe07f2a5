import type { Operation } from './operation.ts';
import { IMPORT_TYPE_OPERATIONS } from './operations/import-types.ts';
import { IMPORT_OPERATIONS } from './operations/imports.ts';
import { SESSION_OPERATIONS } from './operations/sessions.ts';
import { UPLOAD_OPERATIONS } from './operations/upload-parts.ts';

/** All operations of the API. */
export const OPERATIONS: readonly Operation[] = [
  ...SESSION_OPERATIONS,
  ...IMPORT_OPERATIONS,
  ...UPLOAD_OPERATIONS,
  ...IMPORT_TYPE_OPERATIONS,
];
