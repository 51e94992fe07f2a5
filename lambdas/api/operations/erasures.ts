import * as z from 'zod';
import type { Actor } from '../../contracts/audit.ts';
import {
  type Erasure,
  ErasureCountsSchema,
  ErasureIdSchema,
  ErasurePhaseSchema,
} from '../../contracts/erasure.ts';
import { TenantSchema } from '../../contracts/import-options.ts';
import { type Caller, isOperator } from '../bearer.ts';
import { operation } from '../operation.ts';
import type { ApiPorts } from '../ports.ts';
import { Problem } from '../problem.ts';

const ErasureViewSchema = z
  .object({
    id: ErasureIdSchema,
    kind: z.enum(['user', 'tenant']),
    status: z.enum(['RUNNING', 'COMPLETED', 'FAILED']),
    phase: ErasurePhaseSchema,
    deleted: ErasureCountsSchema.meta({ description: 'So far, by kind. A retry counts again.' }),
    createdAgain: z.boolean().optional().meta({ description: 'The user was created again meanwhile.' }),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    endedAt: z.iso.datetime().optional(),
  })
  .meta({ id: 'Erasure' });

async function viewOf({ executions }: ApiPorts, erasure: Erasure) {
  const { erasureId: id, kind, phase, counts, createdAgain, createdAt, updatedAt, endedAt } = erasure;
  const view = { id, kind, phase, deleted: counts, createdAgain, createdAt, updatedAt, endedAt };
  if (phase === 'done') return { ...view, status: 'COMPLETED' as const };
  const execution = await executions.describe(erasure.executionArn);
  // An execution that was started a moment ago may not be found.
  const runs = execution === undefined || execution.status === 'RUNNING' || execution.status === 'SUCCEEDED';
  return { ...view, status: runs ? ('RUNNING' as const) : ('FAILED' as const) };
}

const getErasure = operation({
  id: 'getErasure',
  method: 'GET',
  path: '/v1/erasures/{erasureId}',
  tag: 'Erasures',
  summary: 'Shows how far an erasure is.',
  description: 'Of a failed erasure, what was deleted stays deleted; ask for another one.',
  callers: 'any',
  permission: 'erasures:read',
  params: z.object({ erasureId: ErasureIdSchema }),
  status: 200,
  result: ErasureViewSchema,
  problems: ['not-found'],
  async run({ bearer, params }, ports) {
    const erasure = await ports.erasures.find(params.erasureId);
    if (erasure === undefined || !isOwnErasure(bearer, erasure))
      throw new Problem('not-found', `There is no erasure ${params.erasureId}.`);
    return { body: await viewOf(ports, erasure) };
  },
});

function isOwnErasure(bearer: Caller, { kind, tenant, by }: Erasure): boolean {
  if (isOperator(bearer)) return kind === 'tenant';
  if (tenant !== bearer.tenant) return false;
  // The import type of an erased user is not kept.
  return bearer.importTypes === undefined || (by.kind === bearer.kind && by.id === bearer.id);
}

const START = {
  method: 'POST',
  tag: 'Erasures',
  body: z
    .strictObject({ confirm: z.string().meta({ description: 'The name of the tenant.' }) })
    .meta({ id: 'TenantErasure' }),
  status: 202,
  result: ErasureViewSchema,
} as const;

const CANNOT_BE_UNDONE =
  'It cannot be undone. The tenant is suspended at once, and its open imports are cancelled. It takes at least 20 minutes, because functions that are running must have ended. Before you start it, stop the programs that write users of the tenant, and take the permission to upload from its partners. The report is in the results bucket under `erasures/<id>.json`. The audit trail stays until it expires.';

const eraseTenant = operation({
  ...START,
  id: 'eraseTenant',
  path: '/v1/tenant/erasure',
  summary: 'Erases the tenant of the bearer: users, imports, files, settings, keys and sessions.',
  description: `${CANNOT_BE_UNDONE} The bearer is refused from then on: operators see how far the erasure is.`,
  permission: 'tenant:erase',
  problems: ['invalid-request', 'unsupported-media-type', 'too-large'],
  async run({ bearer, body }, ports) {
    const { tenant, kind, id, person } = bearer;
    const by = { kind, id, ...(person !== undefined && { person }) };
    return { body: await start(ports, tenant, body.confirm, by) };
  },
});

const eraseTenantByName = operation({
  ...START,
  id: 'eraseTenantByName',
  path: '/v1/tenants/{name}/erasure',
  summary: 'Erases a tenant: users, imports, files, settings, keys and sessions.',
  description: CANNOT_BE_UNDONE,
  callers: 'operator',
  permission: 'tenants:erase',
  params: z.object({ name: TenantSchema }),
  problems: ['invalid-request', 'not-found', 'unsupported-media-type', 'too-large'],
  async run({ bearer, params: { name }, body }, ports) {
    if ((await ports.registry.find(name)) === undefined)
      throw new Problem('not-found', `There is no tenant ${name}.`);
    const by = { kind: bearer.kind, id: bearer.id };
    return { body: await start(ports, name, body.confirm, by), tenant: name };
  },
});

/** @throws Problem invalid-request unless the name of the tenant confirms it */
async function start(ports: ApiPorts, tenant: string, confirm: string, by: Actor) {
  if (confirm !== tenant) {
    const detail = 'Write the name of the tenant into `confirm`.';
    throw new Problem('invalid-request', detail, { errors: [{ in: 'body', pointer: '/confirm', detail }] });
  }
  return viewOf(ports, await ports.startErasure({ tenant, withFiles: true, by }));
}

export const ERASURE_OPERATIONS = [eraseTenant, eraseTenantByName, getErasure];
