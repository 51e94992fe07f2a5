import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { DynamoDBClient, GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DescribeExecutionCommand, ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type Cloud, type CloudOptions, startCloud } from '../../local/cloud.ts';
import { synthesize } from '../../local/template/synthesize.ts';
import { temporaryDirectory } from './temporary-directory.ts';

const fixture = (name: string): string => fileURLToPath(new URL(`./fixtures/${name}`, import.meta.url));
let synthesized = '';
let templateDir = '';

beforeAll(async () => {
  synthesized = await mkdtemp(join(tmpdir(), 'rollcall-test-'));
  templateDir = await synthesize(fixture('cloud-project'), synthesized);
});
afterAll(() => rm(synthesized, { recursive: true, force: true }));

async function start(stateDir: string, options: Partial<CloudOptions> = {}): Promise<Cloud> {
  const cloud = await startCloud({ stateDir, templateDir, timeScale: 0, ...options });
  onTestFinished(cloud.close);
  return cloud;
}

async function upload(cloud: Cloud, Key: string, Body: string): Promise<void> {
  const s3 = new S3Client(cloud.clientConfig('s3'));
  await s3.send(new PutObjectCommand({ Bucket: cloud.outputs.UploadsBucketName ?? '', Key, Body }));
  s3.destroy();
}

async function remembered(cloud: Cloud, id: string, item: string): Promise<unknown> {
  const dynamodb = new DynamoDBClient(cloud.clientConfig('dynamodb'));
  const Key = { id: { S: id }, item: { S: item } };
  const found = await dynamodb.send(new GetItemCommand({ TableName: cloud.outputs.TableName ?? '', Key }));
  dynamodb.destroy();
  return found.Item?.value?.S === undefined ? undefined : JSON.parse(found.Item.value.S);
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('a stack that runs on one machine', () => {
  let stateDir = '';
  let cloud: Cloud;

  beforeAll(async () => {
    stateDir = await mkdtemp(join(tmpdir(), 'rollcall-test-'));
    cloud = await startCloud({ stateDir, templateDir, timeScale: 0 });
  });
  afterAll(async () => {
    await cloud.close();
    await rm(stateDir, { recursive: true, force: true });
  });

  it('passes an upload through rule, function, state machine and final rule to an e-mail', async () => {
    await upload(cloud, 'in/ä b+c.txt', 'Ada');
    await cloud.idle();

    expect(await remembered(cloud, 'in/ä b+c.txt', 'event')).toMatchObject({
      source: 'aws.s3',
      'detail-type': 'Object Created',
      detail: { object: { key: 'in/ä b+c.txt', size: 3 } },
    });
    const sfn = new SFNClient(cloud.clientConfig('sfn'));
    const stateMachineArn = cloud.outputs.StateMachineArn ?? '';
    const { executions = [] } = await sfn.send(new ListExecutionsCommand({ stateMachineArn }));
    const executionArn = executions[0]?.executionArn ?? '';
    const execution = await sfn.send(new DescribeExecutionCommand({ executionArn }));
    sfn.destroy();
    expect(execution).toMatchObject({ status: 'SUCCEEDED', output: '{"greeting":"hello Ada"}' });
    expect(await remembered(cloud, 'SUCCEEDED', 'watched')).toMatchObject({
      source: 'aws.states',
      'detail-type': 'Step Functions Execution Status Change',
      resources: [executionArn],
      detail: { executionArn, stateMachineArn, status: 'SUCCEEDED', input: '{"name":"Ada"}' },
    });
    const [mail] = await cloud.mails();
    expect(mail?.raw.toString()).toContain('\r\n\r\nSUCCEEDED\r\n');
  });

  it('has tables with indexes, and functions that can be invoked by construct id', async () => {
    expect(await cloud.invoke('Greet', { name: 'Grace' })).toEqual({ greeting: 'hello Grace' });
    await cloud.invoke('Watch', { detail: { status: 'X' } });
    const dynamodb = new DynamoDBClient(cloud.clientConfig('dynamodb'));
    const { Items } = await dynamodb.send(
      new QueryCommand({
        TableName: cloud.outputs.TableName ?? '',
        IndexName: 'byTenant',
        KeyConditionExpression: 'tenant = :tenant',
        ExpressionAttributeValues: { ':tenant': { S: 'acme' } },
      }),
    );
    dynamodb.destroy();
    expect(Items?.map(({ id }) => id?.S)).toContain('X');
  });

  it('keeps an event that could not be delivered as a dead letter', async () => {
    await upload(cloud, 'bad/file', 'x');
    await cloud.idle();
    expect(await cloud.deadLetters('Failures')).toMatchObject([
      {
        body: {
          requestContext: { approximateInvokeCount: 2 },
          requestPayload: { detail: { object: { key: 'bad/file' } } },
          responsePayload: { errorType: 'TypeError', errorMessage: 'never this one' },
        },
      },
    ]);
  });

  it('fires a schedule on request', async () => {
    cloud.fireSchedule('Hourly');
    await cloud.idle();
    expect(await remembered(cloud, 'tick', 'watched')).toMatchObject({ 'detail-type': 'Scheduled Event' });
  });
});

describe('the state of a cloud', () => {
  it('is used by the next start', async () => {
    const stateDir = await temporaryDirectory();
    const first = await start(stateDir);
    await upload(first, 'in/one', 'Ada');
    await first.idle();
    await first.close();
    const second = await start(stateDir);
    expect(second.outputs).toEqual(first.outputs);
    expect(await remembered(second, 'in/one', 'event')).toBeDefined();
    expect(await second.mails()).toHaveLength(1);
  });

  it('can be used by one process at a time', async () => {
    const stateDir = await temporaryDirectory();
    const first = await start(stateDir);
    await expect(start(stateDir)).rejects.toThrow(`in use by process ${process.pid}`);
    await first.close();
    await expect(start(stateDir)).resolves.toBeDefined();
  });

  it('is released when the start fails', async () => {
    const stateDir = await temporaryDirectory();
    await expect(start(stateDir, { templateDir: '/nowhere' })).rejects.toThrow('/nowhere');
    expect(await readdir(stateDir)).not.toContain('lock');
    await expect(start(stateDir)).resolves.toBeDefined();
  });
});

describe('synthesis', () => {
  it('is not repeated if the sources are the same', async () => {
    const before = await readdir(templateDir);
    expect(await synthesize(fixture('cloud-project'), synthesized)).toBe(templateDir);
    expect(await readdir(templateDir)).toEqual(before);
  });

  it('shows the output of the app if it fails', async () => {
    const stateDir = await temporaryDirectory();
    const starting = startCloud({ stateDir, projectDir: await temporaryDirectory() });
    await expect(starting).rejects.toThrow(/the CDK app does not synthesize \(exit 1\):[\s\S]*app\.ts/);
  });
});

describe('a process that runs the cloud', () => {
  const run = (...args: string[]) =>
    spawn(process.execPath, [fixture('run-cloud.ts'), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });

  it('exits when the cloud was closed', async () => {
    const [code] = await once(run(await temporaryDirectory(), templateDir), 'close');
    expect(code).toBe(0);
  });

  it('leaves no function running when it is killed, and the next process delivers its accepted events', async () => {
    const stateDir = await temporaryDirectory();
    const child = run(stateDir, templateDir, 'in/one.wait');
    let functionPid = 0;
    for await (const line of createInterface(child.stdout)) {
      functionPid = Number(/waiting (\d+)$/.exec(line)?.[1] ?? 0);
      if (functionPid !== 0) break;
    }
    child.kill('SIGKILL');
    await once(child, 'exit');
    await expect.poll(() => isAlive(functionPid), { timeout: 20_000 }).toBe(false);

    const cloud = await start(stateDir);
    expect(await cloud.mails()).toEqual([]);
    await upload(cloud, 'go', '');
    await cloud.idle();
    expect(await cloud.mails()).toHaveLength(1);
  });
});
