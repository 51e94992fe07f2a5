import { ACCESS_EXAMPLES } from './examples/access.ts';
import { IMPORT_TYPE_EXAMPLES } from './examples/import-types.ts';
import { IMPORT_EXAMPLES } from './examples/imports.ts';
import { STAGE_EXAMPLES } from './examples/stage.ts';
import { TENANT_EXAMPLES } from './examples/tenants.ts';
import type { Examples } from './examples/values.ts';
import { WEBHOOK_EXAMPLES } from './examples/webhooks.ts';

/**
 * By the id of the operation: the body of a request, and the successful answer to it. Apart from the operations, because the
 * function has them in its document already: only what makes the document, and tests, may import them.
 */
export const EXAMPLES: Examples = {
  ...ACCESS_EXAMPLES,
  ...IMPORT_EXAMPLES,
  ...IMPORT_TYPE_EXAMPLES,
  ...TENANT_EXAMPLES,
  ...STAGE_EXAMPLES,
  ...WEBHOOK_EXAMPLES,
};
