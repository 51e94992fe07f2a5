import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TenantAnswerSchema, type TenantEdit } from '../../lambdas/contracts/tenant-commands.ts';
import { startCloud } from '../../local/cloud.ts';
import { seedState } from '../support/seed-state.ts';

const PROJECT = join(import.meta.dirname, '..', '..');

describe('rollcall tenant', () => {
  let stateDir: string;
  let cloud: Awaited<ReturnType<typeof startCloud>>;
  beforeAll(async () => {
    stateDir = await mkdtemp(join(tmpdir(), 'rollcall-cli-'));
    await seedState(stateDir);
    cloud = await startCloud({ stateDir });
  });
  afterAll(async () => {
    await cloud.close();
    await rm(stateDir, { recursive: true, force: true });
  });

  async function run(argv: readonly string[], input = '') {
    const command = spawn(process.execPath, [
      join(PROJECT, 'cli', 'rollcall.js'),
      'tenant',
      ...argv,
      '--state',
      stateDir,
    ]);
    const closed = new Promise<number>((resolve) => command.once('close', (code) => resolve(code ?? -1)));
    command.stdin.end(input);
    const [stdout, stderr, code] = await Promise.all([text(command.stdout), text(command.stderr), closed]);
    return { code, stdout, stderr };
  }

  async function edit(tenant: string, ...edits: TenantEdit[]) {
    const answer = TenantAnswerSchema.parse(await cloud.invoke('EditTenant', { tenant, edits }));
    if (!answer.accepted) throw new Error(answer.message);
    return answer.settings;
  }

  it('set accepts what show --json printed for another tenant', async () => {
    const shareLink = 'https://acme.example/?ref={code}';
    const added = await run(['add', 'acme', 'program', 'referrals', shareLink, '--json']);
    expect(added).toMatchObject({ code: 0, stderr: '' });
    const settings = await edit('acme', { edit: 'limit', name: 'syncRecords', value: 7 });
    expect(settings.programs).toEqual([{ id: 'referrals', shareLink }]);
    const shown = await run(['show', 'acme', '--json']);
    expect(JSON.parse(shown.stdout)).toEqual(settings);
    expect(await run(['set', 'other', '-', '--json'], shown.stdout)).toEqual({ ...shown, stderr: '' });
    expect(await edit('other')).toEqual(settings);
  });

  it('shows one line for each entry', async () => {
    await edit('shown', { edit: 'add', list: 'attributes', entry: { name: 'tags', kind: 'array' } });
    const { stdout, code } = await run(['show', 'shown']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\nshown\n/);
    expect(stdout).toMatch(/^ {2}attributes +tags {2}array$/m);
    expect(stdout).toMatch(/^ {2}groups +-$/m);
  });

  it('prints an API key once and keeps its hash', async () => {
    const { stdout, stderr } = await run(['api-key', 'keys', 'ci']);
    expect(stdout).toMatch(/^rk_keys_[0-9a-f]{64}\n$/);
    expect(stderr).toContain('cannot be shown again');
    const listed = await run(['api-keys', 'keys']);
    expect(listed.stdout).toMatch(/^key_[0-9a-f]{16} {2}ci {2}tenant-admin {2}since \S+ {2}not used yet\n$/);
    expect(listed.stdout).not.toContain(stdout.trimEnd());
    const again = await run(['api-key', 'keys', 'ci', '--json']);
    expect(again.code).toBe(1);
    expect(JSON.parse(again.stdout).error).toMatchObject({ code: 'AlreadyExists' });
    const rotated = await run(['rotate-key', 'keys', 'ci', '--json']);
    expect(JSON.parse(rotated.stdout).apiKey).toMatch(/^rk_keys_/);
    expect(await run(['revoke-key', 'keys', 'ci'])).toMatchObject({
      code: 0,
      stdout: 'The key ci is revoked.\n',
    });
  });

  it('registers, suspends, resumes and lists tenants', async () => {
    expect(await run(['create', 'beta', '--rate', '5', '--json'])).toMatchObject({ code: 0 });
    expect(await run(['create', 'beta'])).toMatchObject({ code: 1 });
    const listed = async () => (await run(['list'])).stdout;
    expect(await listed()).toMatch(/^beta {2}active {2}since \S+ {2}5 requests a second$/m);
    await run(['suspend', 'beta']);
    await run(['rate', 'beta', 'default']);
    expect(await listed()).toMatch(/^beta {2}suspended {2}since \S+$/m);
    expect((await run(['resume', 'beta'])).stdout).toMatch(/^beta {2}active/);
  });

  it.each<[string, string[], number, string]>([
    [
      'an invalid value',
      ['add', 'wrong', 'notify', 'ops'],
      64,
      'notify: expected an e-mail address, found "ops"',
    ],
    ['a missing entry', ['remove', 'wrong', 'host', 'a.example'], 1, 'there is no "a.example"'],
  ])('explains %s', async (_, argv, code, message) => {
    expect(await run(argv)).toMatchObject({ code, stdout: '', stderr: expect.stringContaining(message) });
  });
});
