import * as z from 'zod';
import { changesOfTenant, registerTenant } from '../../commands/register-tenant.ts';
import { ActorSchema } from '../../contracts/audit.ts';
import { TenantSchema } from '../../contracts/import-options.ts';
import { RequestRateSchema, type TenantRecord, TenantStatusSchema } from '../../contracts/tenant.ts';
import { actorOf } from '../bearer.ts';
import { operation } from '../operation.ts';
import { Problem } from '../problem.ts';

const MAX_PAGE = 100;

const TenantParams = z.object({ name: TenantSchema });

const rate = RequestRateSchema.meta({
  description: 'Requests to the API a second, in each instance of the function. Absent: those of the stage.',
});

const RegisteredTenantSchema = z
  .object({
    name: TenantSchema,
    status: TenantStatusSchema,
    requestsPerSecond: rate.optional(),
    createdAt: z.iso.datetime(),
    createdBy: ActorSchema,
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'RegisteredTenant' });

const FOR_OPERATORS = { callers: 'operator', tag: 'Tenants' } as const;

const createTenant = operation({
  ...FOR_OPERATORS,
  id: 'createTenant',
  method: 'POST',
  path: '/v1/tenants',
  summary: 'Registers a tenant.',
  description: 'Uploads and bearers of tenants that are not registered are refused.',
  permission: 'tenants:write',
  body: z.strictObject({ name: TenantSchema, requestsPerSecond: rate.optional() }).meta({ id: 'NewTenant' }),
  status: 201,
  result: RegisteredTenantSchema,
  problems: ['invalid-request', 'conflict', 'unsupported-media-type', 'too-large'],
  async run({ bearer, body }, { registry, now }) {
    const tenant = await registerTenant(registry, { ...body, createdBy: actorOf(bearer) }, now());
    if (tenant === undefined) throw new Problem('conflict', `The tenant ${body.name} is registered already.`);
    return { body: viewOf(tenant), tenant: tenant.name };
  },
});

const listTenants = operation({
  ...FOR_OPERATORS,
  id: 'listTenants',
  method: 'GET',
  path: '/v1/tenants',
  summary: 'Lists the registered tenants by name.',
  permission: 'tenants:read',
  query: z.strictObject({
    cursor: TenantSchema.optional().meta({ description: '`next` of the page before.' }),
    limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(MAX_PAGE),
  }),
  status: 200,
  result: z.object({ tenants: z.array(RegisteredTenantSchema), next: TenantSchema.optional() }),
  problems: ['invalid-request'],
  async run({ query: { cursor: after, limit } }, { registry }) {
    const { tenants, next } = await registry.page({ after, limit });
    return { body: { tenants: tenants.map(viewOf), next } };
  },
});

const changeTenant = operation({
  ...FOR_OPERATORS,
  id: 'changeTenant',
  method: 'PATCH',
  path: '/v1/tenants/{name}',
  summary: 'Suspends or resumes a tenant, or changes its rate.',
  description:
    'A suspended tenant is refused at once: its API keys and sessions answer 403, and its uploads are rejected. Imports that have begun end as usual. Its data stays.',
  permission: 'tenants:write',
  params: TenantParams,
  body: z
    .strictObject({ status: TenantStatusSchema.optional(), requestsPerSecond: rate.nullable().optional() })
    .meta({ id: 'TenantChange' }),
  status: 200,
  result: RegisteredTenantSchema,
  problems: ['invalid-request', 'not-found', 'unsupported-media-type', 'too-large'],
  async run({ params: { name }, body, logger }, { registry, now }) {
    const tenant = await registry.change(name, body, now());
    if (tenant === undefined) throw new Problem('not-found', `There is no tenant ${name}.`);
    logger.info('tenant changed', { tenant: name, status: tenant.status });
    return { body: viewOf(tenant), tenant: name, changed: changesOfTenant(body) };
  },
});

function viewOf({ name, status, requestsPerSecond, createdAt, createdBy, updatedAt }: TenantRecord) {
  return { name, status, requestsPerSecond, createdAt, createdBy, updatedAt };
}

export const TENANTS_OPERATIONS = [createTenant, listTenants, changeTenant];
