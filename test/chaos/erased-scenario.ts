import { randomBytes } from 'node:crypto';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { paginateScan } from '@aws-sdk/lib-dynamodb';
import type { ReportingPlan } from '../../local/faults/fault-plan.ts';
import { createKey } from '../support/api-client.ts';
import { importFile, newTenant } from '../support/test-cloud.ts';
import type { ScenarioContext } from './scenario.ts';
import { differs } from './verdict.ts';

const FILE = 'accountId,id,referralCodes.p\na,ann,X\na,bob,Y\n';

/**
 * A tenant with users, an import that has ended and one that is open is erased. Nothing of it is left, but the audit trail
 * and the erasure itself.
 */
export async function erased(context: ScenarioContext, plan: ReportingPlan): Promise<readonly string[]> {
  const { test, faults } = context;
  const tenant = newTenant();
  const { key } = await createKey(test, tenant);
  const ask = askWith(context, key);
  const { item } = await importFile(test, FILE, { tenant, type: 'participants' });
  await ask('POST', '/imports', { importType: 'participants', fileName: 'users.csv', bytes: 1 });
  await faults.during(plan, async () => {
    const { id } = await ask('POST', '/tenant/erasure', { confirm: tenant });
    if (id === undefined) throw new Error('the erasure did not start');
    await test.cloud.idle();
  });
  const left = await itemsOf(context, tenant);
  const phases = left.flatMap(({ phase }) => (phase === undefined ? [] : [phase]));
  return [
    ...differs('the phase', phases, ['done']),
    ...differs('the items', new Set(left.map(({ importId, userKey }) => userKey ?? kindOf(importId))), KEPT),
    ...differs('the objects', await objectsOf(context, tenant, item.importId), []),
  ];
}

const KEPT: ReadonlySet<unknown> = new Set(['audit', 'erasure']);
const kindOf = (importId: unknown) => String(importId).split('#')[0];

function askWith({ test }: ScenarioContext, token: string) {
  return async (method: string, path: string, body: object): Promise<{ readonly id?: string }> => {
    const answer = (await test.cloud.invoke('Api', {
      version: '2.0',
      rawPath: `/v1${path}`,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      requestContext: { requestId: randomBytes(8).toString('hex'), http: { method } },
      body: JSON.stringify(body),
    })) as { readonly body: string };
    return JSON.parse(answer.body);
  };
}

/** The items of the tables that name the tenant. */
async function itemsOf({ test }: ScenarioContext, tenant: string) {
  const found: Record<string, unknown>[] = [];
  const { ImportsTableName, UsersTableName } = test.cloud.outputs;
  for (const TableName of [ImportsTableName, UsersTableName])
    for await (const { Items = [] } of paginateScan({ client: test.clients.dynamo }, { TableName }))
      found.push(...Items.filter((item) => JSON.stringify(item).includes(tenant)));
  return found;
}

async function objectsOf({ test }: ScenarioContext, tenant: string, importId: string) {
  const { s3, uploadsBucket, resultsBucket } = test.clients;
  const places = [
    [uploadsBucket, `partners/${tenant}/`],
    [resultsBucket, `imports/${tenant}/`],
    [resultsBucket, `work/${importId}/`],
  ];
  const keys: string[] = [];
  for (const [Bucket, Prefix] of places) {
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix }));
    keys.push(...Contents.map(({ Key = '' }) => Key));
  }
  return keys;
}
