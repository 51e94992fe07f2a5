import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createDynamoTenantStore } from '../../../lambdas/adapters/dynamo-tenant-store.ts';
import { createDynamoTurnStore } from '../../../lambdas/adapters/dynamo-turn-store.ts';
import { closeServer, listen } from '../../../local/listen.ts';

/** Counts connections: on AWS, each costs a function the handshake of TLS, mostly during its first invocation. */
let connections = 0;
let requests = 0;
const server = createServer((request, response) => {
  requests += 1;
  request.resume().once('end', () => response.end('{}'));
}).on('connection', () => {
  connections += 1;
});

beforeAll(async () => {
  vi.stubEnv('AWS_REGION', 'eu-central-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'key');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
  vi.stubEnv('AWS_ENDPOINT_URL', await listen(server, 0));
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await closeServer(server);
});

it('adapters of one service use the same connection', async () => {
  await createDynamoTurnStore('Imports').readTurn('acme');
  await createDynamoTenantStore('Imports', () => new Date()).read('acme');
  expect({ requests, connections }).toEqual({ requests: 2, connections: 1 });
});
