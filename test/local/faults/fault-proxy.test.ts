import { createServer, type RequestListener } from 'node:http';
import { BatchGetItemCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { describe, expect, it, onTestFinished } from 'vitest';
import { clientConfig } from '../../../local/client-config.ts';
import type { Fault, Service } from '../../../local/faults/fault.ts';
import { oneFault } from '../../../local/faults/fault-plan.ts';
import { startFaultProxy } from '../../../local/faults/fault-proxy.ts';
import { createRunningInvocations } from '../../../local/faults/running-invocations.ts';
import { closeServer, listen } from '../../../local/listen.ts';

const PROCESS = '388e7e2c-6d50-49c9-90ce-dc3496995b2f';

/** A service with this listener, and a client whose requests pass through the proxy with the fault. */
async function between(service: Service, fault: Fault | undefined, listener: RequestListener) {
  let arrived = 0;
  let kills = 0;
  const server = createServer((request, response) => {
    arrived += 1;
    listener(request, response);
  });
  const target = await listen(server, 0);
  const invocations = createRunningInvocations();
  invocations.begin({
    processId: PROCESS,
    functionName: 'SplitFile',
    subject: 'execution',
    kill: async () => {
      kills += 1;
    },
  });
  const plan = fault === undefined ? { faultAt: () => undefined } : oneFault(fault, () => true);
  const proxy = await startFaultProxy({ service, target, plan, invocations });
  onTestFinished(async () => {
    await proxy.close();
    await closeServer(server);
  });
  const config = { ...clientConfig(proxy.endpoint, 'eu-central-1'), userAgentAppId: `${PROCESS}-PT-2.35.0` };
  return { config, arrived: () => arrived, kills: () => kills };
}

const empty: RequestListener = (request, response) => {
  request
    .resume()
    .on('end', () => response.setHeader('content-type', 'application/x-amz-json-1.0').end('{}'));
};
const object: RequestListener = (request, response) => {
  request.resume();
  response.writeHead(200, { 'content-length': 1000, etag: '"e"' }).end('x'.repeat(1000));
};
const put = new PutItemCommand({ TableName: 't', Item: { id: { S: '1' } } });
const get = new GetObjectCommand({ Bucket: 'b', Key: 'k' });
const once = { maxAttempts: 1 };

describe('the fault proxy between a function and a service', () => {
  it('forwards a request without a fault unchanged', async () => {
    const { config, arrived } = await between('s3', undefined, object);
    const answer = await new S3Client(config).send(get);
    expect(await answer.Body?.transformToString()).toHaveLength(1000);
    expect(arrived()).toBe(1);
  });

  it('does not affect clients that are not functions', async () => {
    const { config, arrived } = await between('s3', 'away', object);
    const { userAgentAppId: _, ...others } = config;
    await new S3Client({ ...others, ...once }).send(get);
    expect(arrived()).toBe(1);
  });

  it.each([
    ['dynamodb', 'ProvisionedThroughputExceededException', DynamoDBClient, put],
    ['s3', 'SlowDown', S3Client, get],
    ['ses', 'Throttling', SESClient, new SendRawEmailCommand({ RawMessage: { Data: Buffer.from('m') } })],
  ] as const)('%s refuses with %s', async (service, name, Client, command) => {
    const { config, arrived } = await between(service, 'refused', empty);
    const client = new (Client as typeof DynamoDBClient)({ ...config, ...once });
    await expect(client.send(command as typeof put)).rejects.toMatchObject({ name });
    expect(arrived()).toBe(0);
  });

  it('refuses a request once, and the SDK retries it', async () => {
    const { config, arrived } = await between('dynamodb', 'refused', empty);
    await new DynamoDBClient(config).send(put);
    expect(arrived()).toBe(1);
  });

  it('refuses all later requests of the invocation to a service that is away', async () => {
    const { config, arrived } = await between('dynamodb', 'away', empty);
    await expect(new DynamoDBClient(config).send(put)).rejects.toThrow();
    expect(arrived()).toBe(0);
  });

  it.each([
    ['unreachable', 0],
    ['unanswered', 1],
  ] as const)(
    'a request that is %s has arrived %i times when the connection breaks',
    async (fault, times) => {
      const { config, arrived } = await between('dynamodb', fault, empty);
      await expect(new DynamoDBClient({ ...config, ...once }).send(put)).rejects.toThrow();
      expect(arrived()).toBe(times);
    },
  );

  it('truncates a body', async () => {
    const { config } = await between('s3', 'truncated', object);
    const answer = await new S3Client(config).send(get);
    await expect(answer.Body?.transformToString()).rejects.toThrow('aborted');
  });

  it.each([
    ['killed-before', 0],
    ['killed-after', 1],
  ] as const)('%s: the process is killed when the service was asked %i times', async (fault, times) => {
    const { config, arrived, kills } = await between('dynamodb', fault, empty);
    await expect(new DynamoDBClient({ ...config, ...once }).send(put)).rejects.toThrow();
    expect([arrived(), kills()]).toEqual([times, 1]);
  });

  it('answers a part of a batch and reports the rest as unprocessed', async () => {
    const asked: string[][] = [];
    const { config } = await between('dynamodb', 'unprocessed', (request, response) => {
      let body = '';
      request
        .on('data', (data) => (body += data))
        .on('end', () => {
          const items = JSON.parse(body).RequestItems.t.Keys as { id: { S: string } }[];
          asked.push(items.map(({ id }) => id.S));
          response.end(JSON.stringify({ Responses: { t: items }, UnprocessedKeys: {} }));
        });
    });
    const Keys = ['1', '2', '3'].map((S) => ({ id: { S } }));
    const command = new BatchGetItemCommand({ RequestItems: { t: { Keys, ConsistentRead: true } } });
    const answer = await new DynamoDBClient(config).send(command);
    expect(asked).toEqual([['1', '2']]);
    expect(answer.Responses?.t).toEqual(Keys.slice(0, 2));
    expect(answer.UnprocessedKeys?.t).toEqual({ Keys: Keys.slice(2), ConsistentRead: true });
  });
});
