import { audited } from '../../commands/audit.ts';
import { createEditTenant, editedSettings } from '../../commands/edit-tenant.ts';
import { audit, tenants } from '../../composition/ports.ts';
import { task } from '../../composition/task.ts';
import {
  type TenantAnswer,
  type TenantRequest,
  TenantRequestSchema,
} from '../../contracts/tenant-commands.ts';

const hasEdited = ({ accepted }: TenantAnswer, { edits }: TenantRequest) => accepted && edits.length > 0;
const create = audited('editTenant', createEditTenant, hasEdited, editedSettings);

export const handler = task('edit-tenant', TenantRequestSchema, create, { tenants, audit });
