import * as z from 'zod';
import { STAGE_TRAIL } from '../../contracts/audit.ts';
import { ImportIdSchema } from '../../contracts/import.ts';
import { TenantSchema } from '../../contracts/import-options.ts';
import { readAnyImport } from '../damaged-import.ts';
import { operation } from '../operation.ts';
import { Problem } from '../problem.ts';
import { AuditPageSchema, AuditQuery, pageOfTrail } from './audit.ts';

const OF_STAGE = { callers: 'operator', tag: 'Stage' } as const;

const releaseTurn = operation({
  ...OF_STAGE,
  id: 'releaseTurn',
  method: 'POST',
  path: '/v1/stage/imports/{importId}/release',
  summary: 'Releases the turn of an import that blocks the queue of its tenant.',
  description:
    'An import whose execution is running keeps its turn: cancel it. If the execution is over, the import is ended as `ABORTED`, which releases the turn. Only if this was tried for two hours, the turn is taken from it at once.',
  permission: 'stage:write',
  params: z.object({ importId: ImportIdSchema }),
  status: 202,
  result: z
    .object({
      id: ImportIdSchema,
      turn: z.enum(['released', 'ending']).meta({
        description:
          '`released`: the next import can write. `ending`: the import is being ended, and then releases its turn.',
      }),
    })
    .meta({ id: 'ReleasedTurn' }),
  problems: ['not-found', 'conflict', 'import-damaged'],
  async run({ params: { importId } }, ports) {
    const item = await readAnyImport(ports, importId);
    const answer = await ports.releaseTurn(item);
    if (!answer.released && !answer.ending) throw new Problem('conflict', answer.message, answer);
    const turn = answer.released ? ('released' as const) : ('ending' as const);
    return { body: { id: importId, turn }, tenant: item.tenant };
  },
});

const listStageAudit = operation({
  ...OF_STAGE,
  id: 'listStageAudit',
  method: 'GET',
  path: '/v1/stage/audit',
  summary: 'Lists what those who run the stage have done with it and its tenants, the newest first.',
  description:
    'It has the acts of operators, and those of administrators who invoke the functions that manage tenants. What they do with a tenant is in the audit trail of the tenant as well, and what they do with a session of a tenant is only there. A page may have fewer entries than `limit`. There are no more only if `next` is absent.',
  permission: 'stage:read',
  query: AuditQuery.omit({ importId: true }).extend({
    tenant: TenantSchema.optional().meta({ description: 'Only what was done with this tenant.' }),
  }),
  status: 200,
  result: AuditPageSchema,
  problems: ['invalid-request'],
  async run({ query }, { trail }) {
    return { body: await pageOfTrail(trail, STAGE_TRAIL, query) };
  },
});

export const STAGE_ACT_OPERATIONS = [releaseTurn, listStageAudit];
