import * as z from 'zod';
import type { AuditRange, AuditTrail } from '../../adapters/dynamo-audit-trail.ts';
import { AuditEntrySchema } from '../../contracts/audit.ts';
import { ImportIdSchema } from '../../contracts/import.ts';
import { operation } from '../operation.ts';

const MAX_PAGE = 200;

export const AuditQuery = z.strictObject({
  from: z.iso.datetime({ offset: true }).optional().meta({ description: 'At this time or later.' }),
  to: z.iso.datetime({ offset: true }).optional().meta({ description: 'Before this time.' }),
  importId: ImportIdSchema.optional().meta({ description: 'Only acts on this import.' }),
  operation: z
    .string()
    .regex(/^[a-zA-Z]{1,64}$/, 'expected the id of an operation, such as resumeImport')
    .optional()
    .meta({ description: 'Only acts of this operation, by its id, such as `resumeImport`.' }),
  cursor: z.string().max(200).optional().meta({ description: '`next` of the page before.' }),
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(50),
});

export const AuditPageSchema = z.object({
  entries: z.array(AuditEntrySchema.meta({ id: 'AuditEntry' })),
  next: z.string().optional(),
});

export async function pageOfTrail(
  trail: Pick<AuditTrail, 'page'>,
  tenant: string,
  { from, to, cursor: after, ...range }: z.output<typeof AuditQuery> & Pick<AuditRange, 'tenant'>,
) {
  const time = (text: string | undefined) => (text === undefined ? undefined : new Date(text));
  const { entries, next } = await trail.page(tenant, { ...range, from: time(from), to: time(to), after });
  return { entries: [...entries], next };
}

const listAudit = operation({
  id: 'listAudit',
  method: 'GET',
  path: '/v1/audit',
  tag: 'Audit trail',
  summary: 'Lists what bearers have done, the newest first.',
  description:
    'Each operation that is not a `GET`, and each download, has one entry. `changed` of the subject names what a change has changed. The key of a user is stored as a hash (`keyHash`), which is keyed by the tenant: all acts on one user have the same. Entries are kept for the retention of the stage. A page may have fewer entries than `limit`. There are no more only if `next` is absent.',
  permission: 'audit:read',
  query: AuditQuery,
  status: 200,
  result: AuditPageSchema,
  problems: ['invalid-request'],
  async run({ bearer, query }, { trail }) {
    return { body: await pageOfTrail(trail, bearer.tenant, query) };
  },
});

export const AUDIT_OPERATIONS = [listAudit];
