/** Requests of a tenant's operator and programs, each repeated until it is answered. */
import { createApiKey } from '../../cli/create-api-key.ts';
import { MEMBER_FIELDS } from '../../lambdas/contracts/group-members.ts';
import type { TenantAnswer, TenantEdit } from '../../lambdas/contracts/tenant-commands.ts';
import type { ReportingPlan } from '../../local/faults/fault-plan.ts';
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

/** A request of the group members API that is small enough to be answered at once. */
export async function called(context: ScenarioContext, plan: ReportingPlan): Promise<readonly string[]> {
  const tenant = newTenant();
  const { text: key, entry } = createApiKey(tenant, 'chaos', new Date());
  await edit(context, tenant, { edit: 'add', list: 'apiKeys', entry });
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
