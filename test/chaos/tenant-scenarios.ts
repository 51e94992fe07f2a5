/** Requests of a tenant's operator and programs, each repeated until it is answered. */

import { MEMBER_FIELDS } from '../../lambdas/contracts/group-members.ts';
import {
  type ManageTenantsAnswer,
  ManageTenantsAnswerSchema,
} from '../../lambdas/contracts/manage-tenants.ts';
import type { TenantAnswer, TenantEdit } from '../../lambdas/contracts/tenant-commands.ts';
import type { ReportingPlan } from '../../local/faults/fault-plan.ts';
import { createKey } from '../support/api-client.ts';
import { newTenant, usersOf } from '../support/test-cloud.ts';
import { invokeUntil } from './invoke-until.ts';
import type { ScenarioContext } from './scenario.ts';
import { differs } from './verdict.ts';

const PROGRAMS = ['summer', 'fall', 'winter'].map((id) => ({ id }));
const GROUP = 'c0ffee00-0000-4000-8000-000000000001';
const MEMBERS = ['ann@example.com', 'bob@example.com', 'cy@example.com'];

/** Edits that build on each other: each is applied exactly once. */
export async function edited(context: ScenarioContext, plan: ReportingPlan): Promise<readonly string[]> {
  const tenant = newTenant();
  await context.faults.during(plan, async () => {
    for (const entry of PROGRAMS) await edit(context, tenant, { edit: 'add', list: 'programs', entry });
    await edit(context, tenant, { edit: 'remove', list: 'programs', key: 'fall' });
    await edit(context, tenant, { edit: 'limit', name: 'syncRecords', value: 7 });
  });
  const { settings, version } = await settingsOf(context, tenant);
  return [
    ...differs('the programs', settings.programs, [{ id: 'summer' }, { id: 'winter' }]),
    ...differs('the limit', settings.limits.syncRecords, 7),
    ...differs('the number of changes', version, 5),
  ];
}

/** A tenant with a key, which is rotated and revoked. A request that is repeated may find that it is done already. */
export async function managed(context: ScenarioContext, plan: ReportingPlan): Promise<readonly string[]> {
  const tenant = newTenant();
  const done = ['AlreadyExists', 'NoSuchKey'];
  const manage = async (request: object) => {
    const { idle, answer } = await invokeUntil<ManageTenantsAnswer>(
      context,
      'ManageTenants',
      { tenant, ...request },
      (one) => one.accepted || done.includes(one.code),
    );
    await idle();
    return answer;
  };
  await context.faults.during(plan, async () => {
    await manage({ action: 'create-tenant' });
    await manage({ action: 'create-api-key', name: 'nightly' });
    await manage({ action: 'rotate-api-key', key: 'nightly' });
    // Two requests at the same time may each have created a key.
    while ((await manage({ action: 'revoke-api-key', key: 'nightly' })).accepted);
    await manage({ action: 'change-tenant', status: 'suspended', requestsPerSecond: 5 });
  });
  const ask = async (request: object) =>
    ManageTenantsAnswerSchema.parse(await context.test.cloud.invoke('ManageTenants', { tenant, ...request }));
  const keys = await ask({ action: 'list-api-keys' });
  const listed = await ask({ action: 'change-tenant' });
  if (!keys.accepted || !listed.accepted) throw new Error('the tenant cannot be read');
  const valid = keys.apiKeys?.filter(({ revokedAt }) => revokedAt === undefined) ?? [];
  const { status, requestsPerSecond } = listed.tenant ?? {};
  return [
    ...differs('the valid keys', valid.length, 0),
    ...differs('the revoked keys', (keys.apiKeys ?? []).length > 0, true),
    ...differs('the tenant', { status, requestsPerSecond }, { status: 'suspended', requestsPerSecond: 5 }),
  ];
}

/** A request of the group members API that is small enough to be answered at once. */
export async function called(context: ScenarioContext, plan: ReportingPlan): Promise<readonly string[]> {
  const tenant = newTenant();
  const { key } = await createKey(context.test, tenant);
  await edit(context, tenant, { edit: 'add', list: 'memberGroups', entry: { id: GROUP, name: 'Hikers' } });
  const records = MEMBERS.map((email) => ({ fields: [{ id: MEMBER_FIELDS[0].id, value: email }] }));
  const request = {
    version: '2.0',
    rawPath: '/api/v1/en_US/user/bulk-import',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    requestContext: { http: { method: 'POST' } },
    body: JSON.stringify({ group: GROUP, roleId: 3, blocked: false, records }),
  };
  const isAnswered = ({ statusCode }: { readonly statusCode: number }) => statusCode < 500;
  const { answer } = await context.faults.during(plan, async () => {
    const asked = await invokeUntil<{ statusCode: number }>(context, 'GroupMembersApi', request, isAnswered);
    await asked.idle();
    return asked;
  });
  const users = await usersOf(context.test, tenant);
  return [
    ...differs('the answer', answer.statusCode, 200),
    ...differs('the members', users.map(({ email }) => email).sort(), MEMBERS),
  ];
}

async function edit(context: ScenarioContext, tenant: string, change: TenantEdit): Promise<void> {
  // A request that is repeated because its answer was lost may be done already.
  const isDone = (answer: TenantAnswer) =>
    answer.accepted || answer.code === 'AlreadyExists' || answer.code === 'NotFound';
  const { idle } = await invokeUntil<TenantAnswer>(
    context,
    'EditTenant',
    { tenant, edits: [change] },
    isDone,
  );
  await idle();
}

async function settingsOf(context: ScenarioContext, tenant: string) {
  const answer = (await context.test.cloud.invoke('EditTenant', { tenant, edits: [] })) as TenantAnswer;
  if (!answer.accepted) throw new Error(answer.message);
  return answer;
}
