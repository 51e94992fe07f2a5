import { execFile } from 'node:child_process';
import { openAsBlob } from 'node:fs';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { CommandState } from '../../cli/cloud/command-state.ts';
import { importService } from '../../cli/imports/api-service.ts';
import { followImport } from '../../cli/imports/follow-import.ts';
import { prepareOutputFolder } from '../../cli/imports/output-folder.ts';
import type { ImportArguments } from '../../cli/new-import/import-arguments.ts';
import { importByApi } from '../../cli/new-import/import-by-api.ts';
import { answer } from '../../client/connect.ts';
import { createRollcallClient } from '../../client/rollcall-client.ts';
import { problemType } from '../../lambdas/api/problem.ts';
import { openApiText } from '../../scripts/docs/api-page.ts';
import { type Call, createApiTenant, newImport } from '../support/api-client.ts';
import {
  cancelAndResume,
  compareIssues,
  continueUpload,
  importByForm,
  QUICK,
  statusesOf,
  uploadUntilClosed,
} from '../support/client-story.ts';
import { startTestCloud, type TestCloud, usersOf } from '../support/test-cloud.ts';
import { startReceiver } from '../support/webhook-receiver.ts';

const run = promisify(execFile);
const MiB = 1024 * 1024;
/** A file of up to 100 MiB is sent by a form. */
const BYTES = 138 * MiB;

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

  it('and all else of an import is done by the client that is generated from the served document', async () => {
    const api = test.cloud.outputs.ApiUrl ?? '';
    // `client/schema.ts` has the types of this document: test/client/schema.test.ts.
    expect(await (await fetch(`${api}/openapi.json`)).json()).toEqual(JSON.parse(openApiText()));
    const { tenant, key } = await createApiTenant(test);
    const load = () => createRollcallClient({ api, bearer: key, sleep: async () => undefined });
    const client = load();
    await using receiver = await startReceiver();
    const { secret } = await answer(client.http.POST('/v1/webhooks', { body: { url: receiver.url } }));

    const example = await readFile('examples/participants-with-mistakes.csv');
    // Blank lines are no records.
    const small = new Blob([example, '\n'.repeat(MiB)]);
    const first = await importByForm(client, small);
    await compareIssues(client, first);
    const second = await cancelAndResume(client, small);
    const { imports } = await client.listImports({ requestId: 'mine' });
    expect(imports.map(({ id }) => id)).toEqual([second, first]);
    const { importTypes } = await client.listImportTypes();
    expect(importTypes).toContainEqual(expect.objectContaining({ name: 'participants' }));
    expect(await client.getImportType('participants')).toMatchObject({ name: 'participants' });

    const path = join(test.stateDir, 'users.csv');
    for (let from = 0; from < BYTES; from += ROW)
      await appendFile(path, bytesOfFile(from, Math.min(from + ROW, BYTES)));
    const large = await openAsBlob(path);
    const body = { importType: 'participants', fileName: 'users.csv', requestId: 'in-parts' };
    const broken = await uploadUntilClosed(client, body, large);
    const completed = await continueUpload(load(), broken, large);
    const ended = await client.followImport(broken.id, QUICK);
    expect(ended).toMatchObject({ status: 'COMPLETED_WITH_ERRORS', counts: { created: 2, failed: 9 } });
    expect(ended.upload).toBeUndefined();
    const again = { params: { path: { importId: broken.id } } };
    expect(await answer(client.http.POST('/v1/imports/{importId}/complete', again))).toEqual(completed);
    expect((await client.listImports({ requestId: 'in-parts' })).imports).toHaveLength(1);
    expect(await usersOf(test, tenant)).toHaveLength(5);

    const asked = ['AWAITING_UPLOAD', 'QUEUED', 'RUNNING', 'AWAITING_CONFIRMATION', 'RUNNING'];
    const expected = [
      [first, [...asked, 'COMPLETED_WITH_ERRORS']],
      [broken.id, ['AWAITING_UPLOAD', 'QUEUED', 'RUNNING', 'COMPLETED_WITH_ERRORS']],
    ] as const;
    for (const [id, statuses] of expected) {
      await receiver.until(() => statusesOf(receiver, secret, id).length === statuses.length);
      expect(statusesOf(receiver, secret, id)).toEqual(statuses);
    }
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
    const [part] = await sign(own.call, id, [18]);
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
    const [part] = (await sign(own.call, id, [18])) as [SignedPart];
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
    const numbers = { numbers: [18, 19] };
    expect(await own.call('POST', `/imports/${small.id}/parts`, { body: numbers })).toMatchObject({
      status: 409,
    });
    expect(await own.call('POST', `/imports/${id}/parts`, { body: numbers })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/numbers/1', detail: 'The file has 18 parts; there is no part 19.' }] },
    });
  });
});
