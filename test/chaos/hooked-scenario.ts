import { randomUUID } from 'node:crypto';
import { paginateScan, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { ReportingPlan } from '../../local/faults/fault-plan.ts';
import { createApiTenant } from '../support/api-client.ts';
import { statusEventsOf } from '../support/status-events.ts';
import { importFile } from '../support/test-cloud.ts';
import { startReceiver, verified } from '../support/webhook-receiver.ts';
import type { ScenarioContext } from './scenario.ts';
import { differs } from './verdict.ts';

/** More attempts than a table of faults can break. */
const MAX_ROUNDS = 10;

/** An endpoint of a tenant receives each event of an import at least once, signed, with the same id each time. */
export async function hooked(
  { test, faults }: ScenarioContext,
  plan: ReportingPlan,
): Promise<readonly string[]> {
  await using receiver = await startReceiver();
  const { tenant, call } = await createApiTenant(test);
  const { body: webhook } = await call('POST', '/webhooks', { body: { url: receiver.url } });
  const { item } = await faults.during(plan, async () => {
    const imported = await importFile(test, `accountId,id\na,${randomUUID()}\n`, { tenant });
    test.cloud.fireSchedule('Retries');
    await test.cloud.idle();
    return imported;
  });
  const wanted = statusEventsOf(test.events ?? [], item.importId);
  const ids = () => new Set(receiver.received.map(({ headers }) => String(headers['webhook-id'])));
  for (let round = 0; round < MAX_ROUNDS && wanted.some(({ eventId }) => !ids().has(eventId)); round += 1) {
    await makeDue(test);
    test.cloud.fireSchedule('Retries');
    await test.cloud.idle();
  }
  const events = new Map(wanted.map((event) => [event.eventId, JSON.parse(JSON.stringify(event))]));
  return [
    ...differs('the messages', [...ids()].sort(), [...events.keys()].sort()),
    ...receiver.received.flatMap((message) =>
      differs(
        'a message',
        verified(message, webhook.secret).data,
        events.get(String(message.headers['webhook-id'])),
      ),
    ),
  ];
}

/** As if the time had come: the lease of an attempt whose function died lasts a minute. */
async function makeDue({ cloud, clients }: ScenarioContext['test']): Promise<void> {
  const TableName = cloud.outputs.WebhooksTableName;
  for await (const { Items = [] } of paginateScan({ client: clients.dynamo }, { TableName })) {
    for (const { tenant, item } of Items.filter(({ due }) => due !== undefined)) {
      await clients.dynamo.send(
        new UpdateCommand({
          TableName,
          Key: { tenant, item },
          UpdateExpression: 'SET dueAt = :now',
          ExpressionAttributeValues: { ':now': new Date(0).toISOString() },
        }),
      );
    }
  }
}
