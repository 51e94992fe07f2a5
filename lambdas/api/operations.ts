import type { Operation } from './operation.ts';
import { API_KEY_OPERATIONS } from './operations/api-keys.ts';
import { AUDIT_OPERATIONS } from './operations/audit.ts';
import { CHECK_OPERATIONS } from './operations/check-import-file.ts';
import { COLUMN_OPERATIONS } from './operations/columns.ts';
import { DEAD_LETTER_OPERATIONS } from './operations/dead-letters.ts';
import { ERASURE_OPERATIONS } from './operations/erasures.ts';
import { FILE_SETTINGS_OPERATIONS } from './operations/file-settings.ts';
import { ISSUE_OPERATIONS } from './operations/import-issues.ts';
import { RECORD_OPERATIONS } from './operations/import-records.ts';
import { IMPORT_TYPE_OPERATIONS } from './operations/import-types.ts';
import { IMPORT_OPERATIONS } from './operations/imports.ts';
import { OWN_SESSION_OPERATIONS } from './operations/own-session.ts';
import { READ_USER_OPERATIONS } from './operations/read-users.ts';
import { SESSION_OPERATIONS } from './operations/sessions.ts';
import { STAGE_OPERATIONS } from './operations/stage.ts';
import { STAGE_ACT_OPERATIONS } from './operations/stage-acts.ts';
import { TENANT_OPERATIONS } from './operations/tenant.ts';
import { TENANTS_OPERATIONS } from './operations/tenants.ts';
import { UPLOAD_OPERATIONS } from './operations/upload-parts.ts';
import { USER_OPERATIONS } from './operations/users.ts';
import { DELIVERY_OPERATIONS } from './operations/webhook-deliveries.ts';
import { WEBHOOK_OPERATIONS } from './operations/webhooks.ts';

/** All operations of the API. */
export const OPERATIONS: readonly Operation[] = [
  ...SESSION_OPERATIONS,
  ...OWN_SESSION_OPERATIONS,
  ...IMPORT_OPERATIONS,
  ...ISSUE_OPERATIONS,
  ...RECORD_OPERATIONS,
  ...UPLOAD_OPERATIONS,
  ...IMPORT_TYPE_OPERATIONS,
  ...CHECK_OPERATIONS,
  ...COLUMN_OPERATIONS,
  ...FILE_SETTINGS_OPERATIONS,
  ...READ_USER_OPERATIONS,
  ...USER_OPERATIONS,
  ...ERASURE_OPERATIONS,
  ...AUDIT_OPERATIONS,
  ...TENANT_OPERATIONS,
  ...API_KEY_OPERATIONS,
  ...TENANTS_OPERATIONS,
  ...STAGE_OPERATIONS,
  ...STAGE_ACT_OPERATIONS,
  ...DEAD_LETTER_OPERATIONS,
  ...WEBHOOK_OPERATIONS,
  ...DELIVERY_OPERATIONS,
];
