/** Writes one item again and again until the process is killed, and prints each number whose write was answered. */
import { call } from '../../../local/dynamodb/call.ts';
import { startDynamoDb } from '../../../local/dynamodb/start-dynamodb.ts';

const [, , directory = '', table = ''] = process.argv;
const { endpoint } = await startDynamoDb({
  directory,
  tables: [JSON.parse(table)],
  region: 'eu-central-1',
  accountId: '000000000000',
  port: 0,
});
for (let n = 1; ; n += 1) {
  await call(endpoint, 'PutItem', { TableName: 'Things', Item: { id: { S: 'a' }, n: { N: String(n) } } });
  process.stdout.write(`${n}\n`);
}
