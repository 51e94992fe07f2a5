import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { defineTenantArguments } from '../../../cli/tenants/tenant-arguments.ts';
import { ManageTenantsRequestSchema } from '../../../lambdas/contracts/manage-tenants.ts';
import { readArguments } from '../support/read-arguments.ts';

const GUID = '11197a91-b4eb-45b2-958a-07dae6213011';

const readTenantArguments = (argv: readonly string[]) => readArguments(defineTenantArguments, argv);

describe('the arguments of rollcall tenant', () => {
  let written = '';
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'rollcall-cli-'));
    await writeFile(join(directory, 'settings.json'), '{"groups":["Sales"]}');
    await writeFile(join(directory, 'broken.json'), '{"groups":');
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));
  beforeEach(() => {
    written = '';
    const take = (text: unknown) => {
      written += String(text);
      return true;
    };
    vi.spyOn(process.stderr, 'write').mockImplementation(take);
    vi.spyOn(process.stdout, 'write').mockImplementation(take);
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  const add = (list: string, ...entries: unknown[]) => entries.map((entry) => ({ edit: 'add', list, entry }));

  it.each<[string, string[], unknown[]]>([
    ['show', ['show', 'acme'], []],
    ['add a program without a link', ['add', 'acme', 'program', 'a'], add('programs', { id: 'a' })],
    [
      'add a program with a link',
      ['add', 'acme', 'program', 'a', 'https://a.example/{code}'],
      add('programs', { id: 'a', shareLink: 'https://a.example/{code}' }),
    ],
    [
      'add two groups',
      ['add', 'acme', 'group', 'Sales', 'Key accounts'],
      add('groups', 'Sales', 'Key accounts'),
    ],
    ['add a source', ['add', 'acme', 'source', 'hr'], add('sources', 'hr')],
    [
      'add a profile field',
      ['add', 'acme', 'profile-field', GUID, 'Fax'],
      add('profileFields', { id: GUID, name: 'Fax' }),
    ],
    ['add a group of the network', ['add', 'acme', 'member-group', GUID], add('memberGroups', { id: GUID })],
    [
      'add an attribute',
      ['add', 'acme', 'attribute', 'tags', 'array'],
      add('attributes', { name: 'tags', kind: 'array' }),
    ],
    ['add a host', ['add', 'acme', 'host', 'a.example'], add('allowedHosts', 'a.example')],
    ['add an address', ['add', 'acme', 'notify', 'ops@a.example'], add('notify', 'ops@a.example')],
    [
      'add a domain of recipients',
      ['add', 'acme', 'notify-domain', 'a.example'],
      add('notifyDomains', 'a.example'),
    ],
    [
      'allow a rule’s values in keys',
      ['add', 'acme', 'allow-in-keys', 'dashes-only'],
      add('allowInKeys', 'dashes-only'),
    ],
    [
      'set a limit',
      ['limit', 'acme', 'syncRecords', '5'],
      [{ edit: 'limit', name: 'syncRecords', value: 5 }],
    ],
    [
      'lift a limit',
      ['limit', 'acme', 'syncRecords', 'default'],
      [{ edit: 'limit', name: 'syncRecords', value: null }],
    ],
  ])('%s', async (_, argv, edits) => {
    expect(await readTenantArguments([...argv, '--json', '--state', 'there'])).toEqual({
      tenant: 'acme',
      edits,
      json: true,
      state: 'there',
    });
  });

  it('set all settings to those of a file', async () => {
    expect(await readTenantArguments(['set', 'acme', join(directory, 'settings.json')])).toEqual({
      tenant: 'acme',
      edits: [{ edit: 'replace', settings: { groups: ['Sales'] } }],
      json: false,
      state: '.rollcall',
    });
  });

  it.each<[string, string[], object]>([
    ['list tenants', ['list'], { action: 'list-tenants' }],
    ['create a tenant', ['create', 'acme'], { action: 'create-tenant', tenant: 'acme' }],
    [
      'create a tenant with a rate',
      ['create', 'acme', '--rate', '5'],
      { action: 'create-tenant', tenant: 'acme', requestsPerSecond: 5 },
    ],
    [
      'suspend a tenant',
      ['suspend', 'acme'],
      { action: 'change-tenant', tenant: 'acme', status: 'suspended' },
    ],
    ['resume a tenant', ['resume', 'acme'], { action: 'change-tenant', tenant: 'acme', status: 'active' }],
    [
      'give a tenant the rate of the stage',
      ['rate', 'acme', 'default'],
      { action: 'change-tenant', tenant: 'acme', requestsPerSecond: null },
    ],
    [
      'create a limited API key',
      [
        'api-key',
        'acme',
        'ci',
        ...['--role', 'importer', '--permission', 'imports:read', 'types:read'],
        ...['--import-type', 'participants'],
      ],
      {
        action: 'create-api-key',
        tenant: 'acme',
        name: 'ci',
        role: 'importer',
        permissions: ['imports:read', 'types:read'],
        importTypes: ['participants'],
      },
    ],
    ['list API keys', ['api-keys', 'acme'], { action: 'list-api-keys', tenant: 'acme' }],
    [
      'rotate an API key',
      ['rotate-key', 'acme', 'ci', '--grace-minutes', '0'],
      { action: 'rotate-api-key', tenant: 'acme', key: 'ci', graceMinutes: 0 },
    ],
    [
      'revoke an API key',
      ['revoke-key', 'acme', 'ci'],
      { action: 'revoke-api-key', tenant: 'acme', key: 'ci' },
    ],
  ])('%s', async (_, argv, request) => {
    const read = await readTenantArguments([...argv, '--json', '--state', 'there']);
    expect(read).toEqual({ request, json: true, state: 'there' });
    expect(ManageTenantsRequestSchema.safeParse(request).success).toBe(true);
  });

  it('create an API key that ends', async () => {
    const read = await readTenantArguments(['api-key', 'acme', 'ci', '--valid-days', '30']);
    const { validUntil } = (read as { request: { validUntil: string } }).request;
    const days = (Date.parse(validUntil) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(29);
    expect(days).toBeLessThanOrEqual(30);
  });

  it.each<[string, string[], string]>([
    ['no command', [], 'Usage'],
    ['an unknown command', ['edit', 'acme'], 'unknown command'],
    ['a malformed tenant', ['show', 'a/b'], 'A tenant is 1 to 63 letters'],
    ['an unknown kind', ['add', 'acme', 'groups', 'Sales'], 'Allowed choices are program, group'],
    ['a rate of nothing', ['rate', 'acme', '0'], 'Expected a whole number from 1 to 1000, or default.'],
    [
      'a permission of operators',
      ['api-key', 'acme', 'ci', '--permission', 'tenants:write'],
      'Allowed choices are',
    ],
    [
      'an API key, which is created and not added',
      ['add', 'acme', 'api-key', 'ci'],
      'Allowed choices are program, group',
    ],
    [
      'too many words',
      ['add', 'acme', 'program', 'a', 'b', 'c'],
      'expected: tenant add <tenant> program ID [SHARE-LINK]',
    ],
    [
      'too few words',
      ['add', 'acme', 'attribute', 'tags'],
      'expected: tenant add <tenant> attribute NAME array|object',
    ],
    ['an unknown limit', ['limit', 'acme', 'records', '5'], 'Allowed choices are workspaceUsersRecords'],
    [
      'a limit that is not a number',
      ['limit', 'acme', 'syncRecords', 'many'],
      'Expected a whole number, or default',
    ],
    ['a missing file', ['set', 'acme', 'nowhere.json'], 'The file nowhere.json cannot be read.'],
  ])('exit with 64 for %s', async (_, argv, message) => {
    expect(await readTenantArguments(argv)).toBe(64);
    expect(written).toContain(message);
  });

  it('exit with 64 for a file that is not JSON', async () => {
    expect(await readTenantArguments(['set', 'acme', join(directory, 'broken.json')])).toBe(64);
    expect(written).toContain('Expected JSON');
  });

  it('add --help lists what each kind takes, and a wrong kind names this help', async () => {
    expect(await readTenantArguments(['add', '--help'])).toBe(0);
    expect(written).toMatch(/attribute NAME array\|object +an attribute/);
    expect(await readTenantArguments(['add', 'acme', 'grop', 'x'])).toBe(64);
    expect(written).toContain('Help: npx rollcall tested add --help\n');
  });

  it('are explained by --help, with what each kind takes', async () => {
    expect(await readTenantArguments(['--help'])).toBe(0);
    expect(written).toMatch(/attribute NAME array\|object +an attribute/);
  });
});
