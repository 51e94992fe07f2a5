import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { itemKeys } from '../../lambdas/core/naming/item-keys.ts';
import { IMPORT_TYPES } from '../../lambdas/import-types/registry.ts';
import { createApiTenant, createCall } from '../support/api-client.ts';
import { signInByPages } from '../support/browse.ts';
import { type JoinedCloud, joinSharedCloud, usersOf } from '../support/test-cloud.ts';
import { type Run, runHere } from './support/run-here.ts';

const PROJECT = join(import.meta.dirname, '..', '..');
const MISTAKES = join(PROJECT, 'examples', 'participants-with-mistakes.csv');

describe('rollcall --api', () => {
  let directory: string;
  let test: JoinedCloud;
  let own: Awaited<ReturnType<typeof createApiTenant>>;
  let api: string;
  let closedPort: number;
  let folders = 0;

  const run = (words: readonly string[], environment: Readonly<Record<string, string>> = {}) =>
    runHere(words, { XDG_CONFIG_HOME: directory, ...environment });
  /** As a process of its own: with stdin, a working directory, and beside others. */
  const spawned = (
    words: readonly string[],
    environment: Readonly<Record<string, string>> = {},
    input = '',
  ) =>
    new Promise<Run>((resolve) => {
      const env = { ...process.env, XDG_CONFIG_HOME: directory, ...environment };
      const command = [join(PROJECT, 'cli', 'rollcall.js'), ...words];
      const child = execFile(process.execPath, command, { cwd: directory, env }, (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
      );
      child.stdin?.end(input);
    });
  /** With the address and the key in the environment, as in a script. */
  const bearer = () => ({ ROLLCALL_API: api, ROLLCALL_API_KEY: own.key });
  const remote = (...words: string[]) => run(words, bearer());
  const json = async (...words: string[]) => {
    const { code, stdout, stderr } = await remote(...words, '--json');
    expect(stderr).toBe('');
    return { code, body: JSON.parse(stdout) };
  };
  const local = async (...words: string[]) => {
    const { stdout } = await run([...words, '--json', '--state', inject('sharedCloud')]);
    return JSON.parse(stdout);
  };
  const out = () => join(directory, `out-${++folders}`);

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'rollcall-api-'));
    test = await joinSharedCloud();
    own = await createApiTenant(test);
    api = test.cloud.outputs.ApiUrl ?? '';
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    closedPort = (server.address() as AddressInfo).port;
    server.close();
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  it('imports a file, and shows the same as the command does without the API', async () => {
    const folder = out();
    const { code, body } = await json('import', MISTAKES, '--out', folder);
    expect(code).toBe(1);
    const { importId } = body;
    const { files, ...summary } = await local('results', importId, '--out', out());
    expect(body).toMatchObject(summary);
    // The e-mail is in the mailbox of the sender.
    expect(Object.keys(body.files)).toEqual(Object.keys(files).filter((kind) => kind !== 'email'));
    for (const [kind, path] of Object.entries<string>(body.files))
      expect(await readFile(path, 'utf8')).toBe(await readFile(files[kind], 'utf8'));
    expect(await usersOf(test, own.tenant)).toHaveLength(3);
    expect(await local('list', '--tenant', own.tenant)).toEqual((await json('list')).body);
    expect(await local('status', importId)).toMatchObject((await json('status', importId)).body);
    const { stdout } = await remote('results', importId, '--out', out());
    expect(stdout).toMatch(
      /^\nCOMPLETED_WITH_ERRORS {2}participants-with-mistakes\.csv .*\(1 column ignored\)$/m,
    );
    expect(stdout).toContain(
      '  record 2 (line 3): locale must be a locale such as en_US or en, found "Japanese", the name of a language; write ja',
    );
  });

  it('asks before it imports, and confirms or cancels later, with a line to paste that has no key', async () => {
    const [first, second] = await Promise.all(
      ['one', 'two'].map(() => spawned(['import', MISTAKES, '--confirm', '--out', out()], bearer())),
    );
    const [toConfirm, toCancel] = [first, second].map(
      (waiting) => /npx rollcall confirm (\S+) --api (\S+)/.exec(waiting?.stderr ?? '') ?? [],
    );
    expect([first?.code, toConfirm?.[2], second?.code]).toEqual([4, api, 4]);
    expect(first?.stderr).not.toContain(own.key);
    const confirmed = await json('confirm', toConfirm?.[1] ?? '', '--out', out());
    expect([confirmed.code, confirmed.body.status]).toEqual([1, 'COMPLETED_WITH_ERRORS']);
    const cancelled = await json('cancel', toCancel?.[1] ?? '', '--out', out());
    expect([cancelled.code, cancelled.body.status]).toEqual([3, 'CANCELLED']);
    expect((await json('status', toCancel?.[1] ?? '')).body.status).toBe('CANCELLED');
    const resumed = await json('resume', toCancel?.[1] ?? '', '--yes', '--out', out());
    expect([resumed.code, resumed.body.status]).toEqual([1, 'COMPLETED_WITH_ERRORS']);
  });

  it('shows and edits the settings of the bearer’s tenant as on one machine', async () => {
    const { tenant } = own;
    expect((await remote('tenant', 'add', tenant, 'group', 'Sales', 'Support')).code).toBe(0);
    expect((await remote('tenant', 'limit', tenant, 'syncRecords', '7')).code).toBe(0);
    const removed = await json('tenant', 'remove', tenant, 'group', 'Support');
    expect(removed.body).toMatchObject({ groups: ['Sales'], limits: { syncRecords: 7 } });
    expect((await json('tenant', 'show', tenant)).body).toEqual(await local('tenant', 'show', tenant));
    expect((await remote('tenant', 'show', tenant)).stdout).toMatch(/^ {2}groups +Sales$/m);
    const retained = { ...removed.body, retentionDays: 30 };
    const set = (settings: object) =>
      spawned(['tenant', 'set', tenant, '-'], bearer(), JSON.stringify(settings));
    expect((await set(retained)).code).toBe(0);
    expect((await set({ groups: ['Sales'] })).code).toBe(0);
    expect((await json('tenant', 'show', tenant)).body).toMatchObject({
      groups: ['Sales'],
      limits: { syncRecords: 100 },
    });
    expect((await local('tenant', 'show', tenant)).retentionDays).toBeUndefined();
    const wrong = await remote('tenant', 'add', tenant, 'group', 'a,b');
    expect([wrong.code, wrong.stderr]).toEqual([64, expect.stringContaining('a group name has no comma')]);
    const other = await remote('tenant', 'show', 'another');
    expect([other.code, other.stderr]).toEqual([
      1,
      expect.stringContaining(`is of the tenant ${tenant}, not of another`),
    ]);
  });

  it('imports the two files of a user feed', async () => {
    const settings = join(PROJECT, 'examples', 'user-feed-settings.json');
    expect((await remote('tenant', 'set', own.tenant, settings)).code).toBe(0);
    const data = join(PROJECT, 'examples', 'user_feed_data_20180321110559.json');
    const { code, body } = await json('import', data, '--out', out());
    expect({ code, status: body.status }).toEqual({ code: 0, status: 'COMPLETED' });
    expect(body.counts.created).toBeGreaterThan(0);
  });

  it('manages the API keys of the bearer’s tenant as on one machine, and no tenants', async () => {
    const { tenant } = own;
    const created = await json('tenant', 'api-key', tenant, 'nightly', '--import-type', 'participants');
    expect(created.body).toMatchObject({
      apiKey: expect.stringMatching(`^rk_${tenant}_`),
      id: expect.stringMatching(/^key_/),
    });
    expect((await remote('tenant', 'api-key', tenant, 'nightly')).code).toBe(1);
    expect((await json('tenant', 'rotate-key', tenant, 'nightly')).body.id).toBe(created.body.id);
    const listed = await json('tenant', 'api-keys', tenant);
    const sorted = (keys: { keyId: string }[]) =>
      keys
        .map(({ lastUsedAt: _, ...key }: Record<string, unknown>) => key)
        .sort((a, b) => (String(a.keyId) < String(b.keyId) ? -1 : 1));
    expect(sorted(listed.body)).toEqual(sorted(await local('tenant', 'api-keys', tenant)));
    expect((await remote('tenant', 'revoke-key', tenant, 'nightly')).stdout).toBe(
      'The key nightly is revoked.\n',
    );
    expect((await remote('tenant', 'revoke-key', tenant, 'nightly')).stderr).toContain(
      'There is no API key nightly',
    );
    expect((await remote('tenant', 'list')).stderr).toContain('does not have the permission tenants:read');
  });

  it('lists the other imports when the item of one is damaged', async () => {
    const { body: before } = await json('list');
    const { importId } = before.at(-1);
    const { dynamo, importsTable: TableName } = test.clients;
    const { Item } = await dynamo.send(new GetCommand({ TableName, Key: { ...itemKeys.import(importId) } }));
    await dynamo.send(new PutCommand({ TableName, Item: { ...Item, attempt: 'gone' } }));
    const ids = (list: { importId: string }[]) => list.map((one) => one.importId);
    expect(ids((await json('list')).body)).toEqual(ids(before).slice(0, -1));
    const status = await remote('status', importId);
    expect(status).toMatchObject({ code: 1, stderr: expect.stringContaining('cannot be read: attempt.') });
    await dynamo.send(new PutCommand({ TableName, Item }));
  });

  it('refuses a command that has no effect, with the code of the same command on one machine', async () => {
    const { body } = await json('list');
    const { importId } = body.at(-1);
    for (const command of ['cancel', 'confirm', 'resume']) {
      const refused = await remote(command, importId, '--json', '--out', out());
      expect(refused.code).toBe(1);
      const state = ['--state', inject('sharedCloud')];
      const same = await run([command, importId, '--json', '--out', out(), ...state]);
      expect(refused.stdout).toBe(same.stdout);
    }
    const missing = await remote('status', 'imp_01kakr5e3h0000000000000000', '--json');
    expect(missing.code).toBe(1);
    expect(missing.stderr).toBe(
      `There is no import imp_01kakr5e3h0000000000000000. To see all imports: npx rollcall list --api ${api}\n`,
    );
  });

  it('lists users page by page and looks them up, and prints the types and templates of the stage', async () => {
    const state = ['--state', inject('sharedCloud'), '--tenant', own.tenant];
    const all = JSON.parse((await run(['users', '--json', ...state])).stdout);
    expect(all.length).toBeGreaterThan(0);
    for (const user of all) {
      const key = user.userKey.split('/').slice(2).join('/');
      expect((await json('users', key, '--type', user.importType)).body).toEqual([user]);
    }
    const [, second] = all;
    const some = [
      [],
      ['--type', 'participants'],
      ['--limit', '2'],
      ['--limit', '2', '--after', second.userKey],
      ['--after', all.at(-1).userKey],
      ['--type', 'user-feed', '--after', second.userKey],
      [second.fields.email],
      [second.fields.id.toUpperCase()],
    ];
    for (const words of some)
      for (const format of [[], ['--json']]) {
        const there = await remote('users', ...words, ...format);
        const here = await run(['users', ...words, ...format, ...state]);
        expect({ words, code: there.code, stdout: there.stdout }).toEqual({
          words,
          code: here.code,
          stdout: here.stdout,
        });
      }
    expect((await remote('users', 'acme/none', '--json')).stdout).toContain('"NoSuchUser"');
    const formats = IMPORT_TYPES.flatMap(({ name, formats }) =>
      formats.map((format) => [name, '--format', format]),
    );
    for (const words of [
      ['--list'],
      ['--list', '--json'],
      ...formats,
      ...formats.map((words) => [...words, '--empty']),
    ])
      expect(await remote('template', ...words)).toEqual(await run(['template', ...words]));
  });

  it('login checks and stores the key from stdin in a file of its owner, and logout removes it', async () => {
    const list = ['list', '--api', api, '--json'];
    const wrong = await spawned(['login', '--api', api], {}, 'rk_demo_0\n');
    expect({ code: wrong.code, stderr: wrong.stderr }).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('does not accept the API key'),
    });
    expect(await spawned(['login', '--api', api, '--json'], {}, '')).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('"NoKey"'),
    });
    expect((await run(list)).code).toBe(64);
    // The same address, written differently.
    const login = await spawned(
      ['login', '--api', `${api.replace('/v1', '')}/`, '--json'],
      {},
      `${own.key}\n`,
    );
    const { file } = JSON.parse(login.stdout);
    expect({ code: login.code, file }).toEqual({
      code: 0,
      file: join(directory, 'rollcall', 'credentials.json'),
    });
    expect(((await stat(file)).mode & 0o777).toString(8)).toBe('600');
    expect(((await stat(dirname(file))).mode & 0o777).toString(8)).toBe('700');
    expect(login.stderr).not.toContain(own.key);
    expect((await run(list)).code).toBe(0);
    expect((await run([...list, '--key', 'rk_demo_0'])).code).toBe(1);
    expect((await run(['logout', '--api', api])).code).toBe(0);
    expect(await readFile(file, 'utf8')).toBe('{}\n');
    expect((await run(list)).code).toBe(64);
  });

  it('login --tenant signs an operator in by the device flow, and later commands act for the tenant', async () => {
    const argv = [
      join(PROJECT, 'cli', 'rollcall.js'),
      'login',
      '--api',
      api,
      '--tenant',
      own.tenant,
      '--json',
    ];
    const env = { ...process.env, XDG_CONFIG_HOME: directory };
    const child = spawn(process.execPath, argv, { cwd: directory, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const stdout = text(child.stdout);
    const closed = once(child, 'close');
    for await (const line of createInterface({ input: child.stderr })) {
      const [page] = /http:\S+user_code=\S+/.exec(line) ?? [];
      if (page !== undefined) expect((await signInByPages(page)).at(-1)?.html).toContain('You are signed in');
    }
    expect(await closed).toEqual([0, null]);
    expect(JSON.parse(await stdout)).toMatchObject({ api, tenant: own.tenant });
    const file = join(directory, 'rollcall', 'credentials.json');
    expect(((await stat(file)).mode & 0o777).toString(8)).toBe('600');
    expect((await run(['list', '--api', api, '--json'])).code).toBe(0);
    const { token } = JSON.parse(await readFile(file, 'utf8'))[api];
    const other = `op-${own.tenant}`.slice(0, 60);
    const tenants = (...words: string[]) => run(['tenant', ...words, '--api', api, '--json']);
    expect(JSON.parse((await tenants('create', other)).stdout)).toMatchObject({
      name: other,
      createdBy: { kind: 'operator' },
    });
    expect(JSON.parse((await tenants('add', other, 'group', 'Sales')).stdout).groups).toEqual(['Sales']);

    const { entries } = (await own.call('GET', '/audit')).body;
    expect(entries).toContainEqual(
      expect.objectContaining({
        operation: 'createSession',
        by: { kind: 'operator', id: 'operator', issuer: test.cloud.endpoints.issuer },
      }),
    );
    expect((await createCall(test, token)('GET', '/imports')).status).toBe(200);
    expect(await run(['logout', '--api', api])).toEqual({
      code: 0,
      stdout: '',
      stderr: `The bearer for ${api} was removed from this machine.\n`,
    });
    expect(await readFile(file, 'utf8')).toBe('{}\n');
    expect((await createCall(test, token)('GET', '/imports')).status).toBe(401);
  });

  it('reads this machine when the line names a state directory, and creates none for an API', async () => {
    const { code, stdout } = await spawned(['list', '--json', '--state', join(directory, 'none')], {
      ROLLCALL_API: 'https://other.example.com/v1',
    });
    expect({ code, stdout }).toEqual({ code: 0, stdout: '[]\n' });
    expect(await readdir(directory)).not.toContain('.rollcall');
  });

  it.each<[string, () => string[], string, number, string]>([
    [
      'a key that is not valid',
      () => ['list', '--api', api, '--key', 'rk_demo_0'],
      'does not accept the API key',
      1,
      'Unauthenticated',
    ],
    [
      'an unknown host',
      () => ['list', '--api', 'https://rollcall.invalid', '--key', 'k'],
      'was not found',
      3,
      'CommandFailed',
    ],
    [
      'a port on which nothing listens',
      () => ['list', '--api', `http://127.0.0.1:${closedPort}`, '--key', 'k'],
      'Nothing listens at',
      3,
      'CommandFailed',
    ],
    [
      'a server without TLS',
      () => ['list', '--api', api.replace('http:', 'https:'), '--key', 'k'],
      'The TLS connection to',
      3,
      'CommandFailed',
    ],
    [
      'a server that is not Rollcall',
      () => ['list', '--api', test.cloud.endpoints.s3, '--key', 'k'],
      'is not the API of Rollcall',
      3,
      'CommandFailed',
    ],
    [
      'an address without encryption',
      () => ['list', '--api', 'http://rollcall.example.com', '--key', 'k'],
      'Expected https',
      64,
      'WrongUsage',
    ],
    [
      'an address without a key',
      () => ['list', '--api', 'https://rollcall.example.com'],
      'npx rollcall login --api https://rollcall.example.com/v1',
      64,
      'WrongUsage',
    ],
    ['a key without an address', () => ['list', '--key', 'k'], "'--key' needs '--api URL'", 64, 'WrongUsage'],
    [
      'a state directory and an address',
      () => ['list', '--api', api, '--state', 'x'],
      'cannot be used with',
      64,
      'WrongUsage',
    ],
    [
      'a tenant that is not the one of the key',
      () => ['list', '--api', api, '--key', own.key, '--tenant', 'x'],
      `the API key is of the tenant`,
      64,
      'WrongUsage',
    ],
  ])('explains %s', async (_, words, message, code, name) => {
    const failed = await run([...words(), '--json']);
    expect(failed.stderr).toContain(message);
    expect({ code: failed.code, name: JSON.parse(failed.stdout).error.code }).toEqual({ code, name });
  });
});
