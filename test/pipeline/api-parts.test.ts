import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { importService } from '../../cli/api-service.ts';
import { CommandState } from '../../cli/command-state.ts';
import { followImport } from '../../cli/follow-import.ts';
import type { ImportArguments } from '../../cli/import-arguments.ts';
import { importByApi } from '../../cli/import-by-api.ts';
import { prepareOutputFolder } from '../../cli/output-folder.ts';
import { createRollcallClient } from '../../client/rollcall-client.ts';
import { problemType } from '../../lambdas/api/problem.ts';
import { type Call, createApiTenant, newImport } from '../support/api-client.ts';
import { startTestCloud, type TestCloud } from '../support/test-cloud.ts';

const run = promisify(execFile);
const MiB = 1024 * 1024;
const BYTES = 250 * MiB;

/** The parts of the file: two users, and between them rows that are too large to be read, which cost little. */
const FIRST = 'accountId,id,firstName\nacme,ann,Ann\n';
const LAST = '\nacme,bob,Bob\n';
const ROW = 16 * MiB;

function bytesOfFile(from: number, to: number): Buffer {
  const part = Buffer.alloc(to - from, 'x');
  if (from === 0) part.write(FIRST);
  else if (from % ROW === 0) part.write('\n');
  if (to === BYTES) part.write(LAST, part.length - LAST.length);
  return part;
}

interface SignedPart {
  readonly number: number;
  readonly bytes: number;
  readonly url: string;
}

describe('an upload in parts', () => {
  let test: TestCloud;
  let own: Awaited<ReturnType<typeof createApiTenant>>;

  beforeAll(async () => {
    // The shared cloud does not take files of this size.
    test = await startTestCloud({ variables: { MAX_FILE_BYTES: String(256 * MiB) } });
    own = await createApiTenant(test);
  });
  afterAll(async () => test?.[Symbol.asyncDispose]());

  async function create(more: object = {}) {
    const { status, body } = await own.call('POST', '/imports', { body: newImport(BYTES, more) });
    expect(status).toBe(201);
    return body;
  }

  async function sign(call: Call, id: string, numbers: readonly number[]): Promise<readonly SignedPart[]> {
    const { body } = await call('POST', `/imports/${id}/parts`, { body: { numbers } });
    return body.parts;
  }

  async function send({ number, bytes, url }: SignedPart, partBytes: number) {
    const from = (number - 1) * partBytes;
    const response = await fetch(url, {
      method: 'PUT',
      body: new Uint8Array(bytesOfFile(from, from + bytes)),
    });
    return { status: response.status, text: await response.text() };
  }

  async function sendAll(id: string, partBytes: number, numbers: readonly number[]): Promise<void> {
    for (const part of await sign(own.call, id, numbers))
      expect(await send(part, partBytes)).toMatchObject({ status: 200 });
  }

  it('of 250 MB is continued after a lost part and a reload, and completed twice, and is one import', async () => {
    const { id, upload } = await create({ options: { mode: 'create-only' }, requestId: 'in-parts' });
    expect(upload).toMatchObject({ method: 'PUT', partBytes: 8 * MiB, parts: 32 });
    const numbers = Array.from({ length: upload.parts }, (_, index) => index + 1);
    await sendAll(
      id,
      upload.partBytes,
      numbers.slice(0, 12).filter((number) => number !== 7),
    );

    const early = await own.call('POST', `/imports/${id}/complete`);
    expect(early).toMatchObject({ status: 409, body: { type: problemType('upload-incomplete') } });
    expect(early.body.detail).toContain('Parts 7, 13, 14,');

    // A page that was loaded again knows the id and nothing else.
    const arrived = await own.call('GET', `/imports/${id}/parts`);
    expect(arrived.body).toMatchObject({ bytes: BYTES, partBytes: 8 * MiB, arrivedBytes: 11 * 8 * MiB });
    const sums = arrived.body.parts.map(({ number, md5 }: { number: number; md5: string }) => [number, md5]);
    expect(sums.slice(0, 2)).toEqual([
      [
        1,
        createHash('md5')
          .update(bytesOfFile(0, 8 * MiB))
          .digest('hex'),
      ],
      [
        2,
        createHash('md5')
          .update(bytesOfFile(8 * MiB, 16 * MiB))
          .digest('hex'),
      ],
    ]);
    const { body: waiting } = await own.call('GET', `/imports/${id}`);
    expect(waiting.upload).toEqual({ method: 'PUT', bytes: BYTES, expiresAt: upload.validUntil });
    const known = new Set(arrived.body.parts.map(({ number }: SignedPart) => number));
    await sendAll(
      id,
      arrived.body.partBytes,
      numbers.filter((number) => !known.has(number)),
    );

    const [first, second] = await Promise.all([
      own.call('POST', `/imports/${id}/complete`),
      own.call('POST', `/imports/${id}/complete`),
    ]);
    expect(first).toMatchObject({ status: 200, body: { id, bytes: BYTES } });
    expect(second).toMatchObject({ status: 200, body: first.body });
    await followImport(test.clients, id, () => undefined);
    const { body: ended } = await own.call('GET', `/imports/${id}`);
    expect(ended).not.toHaveProperty('upload');
    expect(ended).toMatchObject({ id, status: 'COMPLETED_WITH_ERRORS', counts: { created: 2, failed: 16 } });
    expect(await own.call('POST', `/imports/${id}/complete`)).toMatchObject({
      status: 200,
      body: first.body,
    });
    const { body: found } = await own.call('GET', '/imports?requestId=in-parts');
    expect(found.imports).toHaveLength(1);
  });

  it('of the example client is imported', async () => {
    const file = join(test.stateDir, 'large.csv');
    await writeFile(file, bytesOfFile(0, 101 * MiB));
    const env = { ...process.env, ROLLCALL_API: test.cloud.outputs.ApiUrl, ROLLCALL_API_KEY: own.key };
    const { stderr } = await run(process.execPath, ['examples/import-by-api.mjs', file], { env });
    expect(stderr).toContain('uploaded 13 of 13 parts\n');
    expect(stderr).toContain(' COMPLETED_WITH_ERRORS {"records":2,');
  });

  it('that a command began is continued when the same command is typed again, and only then', async () => {
    const file = join(test.stateDir, 'command.csv');
    await writeFile(file, bytesOfFile(0, 101 * MiB));
    vi.stubEnv('XDG_STATE_HOME', test.stateDir);
    const api = test.cloud.outputs.ApiUrl ?? '';
    const said: string[] = [];
    const progress = { step: (line: string) => said.push(line), upload() {}, import() {}, stop() {} };
    let signs = 0;
    const runs = async (mode: 'upsert' | 'create-only', mostSigns = Number.POSITIVE_INFINITY) => {
      signs = 0;
      const client = createRollcallClient({
        api,
        bearer: own.key,
        fetch(request) {
          const isSign = request.method === 'POST' && request.url.endsWith('/parts');
          if (isSign && ++signs > mostSigns) throw new Error('the command was killed');
          return fetch(request);
        },
      });
      const commandState = new CommandState({ api });
      const use = { client, service: importService(client, { api }) };
      const args = { file, type: 'participants', mode, tenant: own.tenant } as ImportArguments;
      const folder = await prepareOutputFolder(undefined, join(test.stateDir, 'out'));
      const exit = importByApi(use, args, { commandState, progress, json: true, folder, show() {} });
      await exit.catch((error: unknown) => said.push(String(error)));
      return { commandState, ids: said.join('\n').match(/imp_\w+/g) };
    };
    const { commandState } = await runs('upsert', 4);
    expect(said.join('\n')).toContain('the command was killed');
    expect(commandState.whenInterrupted()).toContain('type the same command again: it continues the upload');
    await runs('create-only', 1);
    expect(said.join('\n')).not.toContain('Continuing');
    const { ids } = await runs('upsert');
    expect(said).toContain(`Continuing the upload of ${ids?.[0]}`);
    expect(signs).toBeLessThan(13);
    const { body } = await own.call('GET', `/imports/${ids?.[0]}`);
    expect(body).toMatchObject({ status: 'COMPLETED_WITH_ERRORS', counts: { records: 2 } });
    vi.unstubAllEnvs();
  });

  it('cannot be continued after it was given up, which can be repeated', async () => {
    const { id } = await create();
    const [part] = await sign(own.call, id, [32]);
    for (let times = 1; times <= 2; times += 1)
      expect(await own.call('DELETE', `/imports/${id}`)).toMatchObject({ status: 204 });
    await followImport(test.clients, id, () => undefined);
    expect(await own.call('GET', `/imports/${id}`)).toMatchObject({ body: { status: 'CANCELLED' } });
    expect(await send(part as SignedPart, 8 * MiB)).toMatchObject({
      status: 404,
      text: expect.stringContaining('<Code>NoSuchUpload</Code>'),
    });
    for (const [method, path, body] of [
      ['GET', 'parts'],
      ['POST', 'parts', { numbers: [1] }],
      ['POST', 'complete'],
    ] as const)
      expect(await own.call(method, `/imports/${id}/${path}`, { body })).toMatchObject({
        status: 409,
        body: { type: problemType('conflict') },
      });
  });

  it('takes only parts of their size, and pages of this machine may send them', async () => {
    const { id } = await create();
    const [part] = (await sign(own.call, id, [32])) as [SignedPart];
    expect(part.bytes).toBe(2 * MiB);
    expect(await send({ ...part, bytes: part.bytes - 1 }, 8 * MiB)).toMatchObject({ status: 403 });
    const origin = 'http://127.0.0.1:1';
    const headers = { origin, 'access-control-request-method': 'PUT' };
    expect(await fetch(part.url, { method: 'OPTIONS', headers })).toMatchObject({ status: 200 });
    expect(await own.call('GET', `/imports/${id}/parts`)).toMatchObject({ body: { parts: [] } });
  });

  it('is not used for a smaller file, and has no parts beyond the last one', async () => {
    const { body: small } = await own.call('POST', '/imports', { body: newImport(100 * MiB) });
    expect(small).toMatchObject({ upload: { method: 'POST' } });
    const { id } = await create();
    const numbers = { numbers: [32, 33] };
    expect(await own.call('POST', `/imports/${small.id}/parts`, { body: numbers })).toMatchObject({
      status: 409,
    });
    expect(await own.call('POST', `/imports/${id}/parts`, { body: numbers })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/numbers/1', detail: 'The file has 32 parts; there is no part 33.' }] },
    });
  });
});
