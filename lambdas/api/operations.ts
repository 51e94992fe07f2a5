import type { Operation } from './operation.ts';
import { AUDIT_OPERATIONS } from './operations/audit.ts';
import { IMPORT_TYPE_OPERATIONS } from './operations/import-types.ts';
import { IMPORT_OPERATIONS } from './operations/imports.ts';
import { SESSION_OPERATIONS } from './operations/sessions.ts';
import { UPLOAD_OPERATIONS } from './operations/upload-parts.ts';
import { USER_OPERATIONS } from './operations/users.ts';

/** All operations of the API. */
export const OPERATIONS: readonly Operation[] = [
  ...SESSION_OPERATIONS,
  ...IMPORT_OPERATIONS,
  ...UPLOAD_OPERATIONS,
  ...IMPORT_TYPE_OPERATIONS,
  ...USER_OPERATIONS,
  ...AUDIT_OPERATIONS,
];
