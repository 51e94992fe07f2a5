import { describe, expect, it } from 'vitest';
import { NO_SETTINGS } from '../../../lambdas/contracts/no-settings.ts';
import { plan } from '../../../lambdas/core/apply/plan.ts';
import { conflictKeysOf } from '../../../lambdas/core/conflicts/conflict-keys.ts';
import { recognise } from '../../../lambdas/core/inspection/recognise.ts';
import type { User } from '../../../lambdas/core/user/user.ts';
import { workspaceUsers as definition } from '../../../lambdas/import-types/workspace-users.ts';
import { changeOf, messagesOf } from './read-participant.ts';
import { readCells, readExample, readRow, settings, workspaceUsers } from './read-workspace-users.ts';

/** The header of the guide, from which the other tests of the type do not repeat it. */
const TEMPLATE = ['Current Status', 'Display Name', 'Primary Email', 'Role', 'Groups', 'Source Username(s)'];

const issuesOf = (read: ReturnType<typeof readRow>) => (read.ok ? [] : read.issues);
const addedTo = (set: string, cell: string) =>
  (changeOf(readRow({ [set]: cell })).sets.get(set) ?? []).map((operation) =>
    operation.kind === 'add' ? operation.element : operation.kind,
  );

describe('the address of a workspace user', () => {
  it.each([
    ['ann@example.com', 'acme/workspace-users/ann@example.com'],
    ["Ann.O'Neil@Example.COM", "acme/workspace-users/ann.o'neil@example.com"],
    [' ann@example.com ', 'acme/workspace-users/ann@example.com'],
  ])('is the key, in any letter case: %j', (address, key) => {
    expect(changeOf(readCells({ 'Primary Email': address })).userKey).toBe(key);
  });

  it('is stored as it was sent', () => {
    expect(changeOf(readRow({ 'Primary Email': 'Ann@Example.com' })).set.get('Primary Email')).toBe(
      'Ann@Example.com',
    );
  });

  it.each([
    ['ann', ''],
    ['ann@', ''],
    ['@example.com', ''],
    ['ann@example', '; the address has no top-level domain, such as .com'],
    ['ann@example.', '; remove the dot at the end'],
    ['a b@example.com', ''],
    ['a@b@example.com', ''],
    ['mailto:ann@example.com', '; write only the address, without mailto:'],
    ['Ann <ann@example.com>', '; write only the address, without the name and < >'],
    ['ann@example.com, ben@example.com', '; write one address'],
  ])('needs a domain and a top-level domain: %j is refused', (address, hint) => {
    expect(issuesOf(readCells({ 'Primary Email': address, Role: 'User' }))).toEqual([
      {
        severity: 'error',
        code: 'VALIDATION_FAILED',
        kind: 'Primary Email must be an e-mail address with a domain and a top-level domain, such as ann@example.com',
        message: `Primary Email must be an e-mail address with a domain and a top-level domain, such as ann@example.com, found ${JSON.stringify(address)}${hint}`,
        field: 'Primary Email',
        retryable: false,
      },
    ]);
  });

  it.each([
    ['blank', { 'Primary Email': ' ' }],
    ['absent', { Role: 'User' }],
  ])('is required: %s is refused', (_, cells) => {
    expect(issuesOf(readCells(cells))).toMatchObject([
      { code: 'BAD_REQUEST', message: expect.stringContaining('Primary Email is required') },
    ]);
  });
});

describe('status and role', () => {
  it.each([
    ['Current Status', 'Active', 'Active'],
    ['Current Status', 'archived', 'Archived'],
    ['Role', 'User', 'User'],
    ['Role', ' ADMIN ', 'Admin'],
    ['Role', 'supervisor', 'Supervisor'],
  ])('are accepted in any letter case and stored in the template’s: %s %j', (column, cell, kept) => {
    expect(changeOf(readRow({ [column]: cell })).set.get(column)).toBe(kept);
  });

  it.each([
    ['Current Status', 'Suspended', 'Current Status must be Active or Archived, found "Suspended"'],
    ['Role', 'Owner', 'Role must be User, Admin or Supervisor, found "Owner"'],
    ['Role', 'constructor', 'Role must be User, Admin or Supervisor, found "constructor"'],
  ])('are refused when they are unknown: %s %j', (column, cell, message) => {
    expect(messagesOf(readRow({ [column]: cell }))).toEqual([message]);
  });

  it('do not change when the cell is blank', () => {
    const change = changeOf(readRow({ 'Current Status': '', Role: ' ', 'Display Name': '' }));
    expect([...change.set.keys(), ...change.clear]).toEqual(['Primary Email']);
  });
});

describe('groups', () => {
  it.each([
    ['one', 'Sales', ['Sales']],
    ['several', 'Sales,Support', ['Sales', 'Support']],
    ['several with blanks and an empty place', ' Sales , Support,', ['Sales', 'Support']],
    ['none', 'none', []],
    ['None', ' NONE ', []],
    ['a blank cell', '', []],
  ])('are added: %s', (_, cell, groups) => {
    expect(addedTo('Groups', cell)).toEqual(groups);
  });

  it('are added to the groups that the user has', () => {
    const before: User = {
      fields: new Map([['Primary Email', 'ann@example.com']]),
      sets: new Map([['Groups', new Set(['Compliance'])]]),
    };
    const planned = plan(workspaceUsers, 'upsert', before, changeOf(readRow({ Groups: 'Sales,Compliance' })));
    expect(planned).toMatchObject({ outcome: 'updated' });
    expect(planned.outcome === 'updated' && planned.next.sets.get('Groups')).toEqual(
      new Set(['Compliance', 'Sales']),
    );
    expect(plan(workspaceUsers, 'upsert', before, changeOf(readRow({ Groups: 'none' })))).toMatchObject({
      outcome: 'unchanged',
    });
  });

  it('that do not exist are reported, each with the most similar existing group', () => {
    expect(messagesOf(readRow({ Groups: 'Sales,Suport,sales,Zebra' }))).toEqual([
      'Groups: there is no group `Suport`: did you mean `Support`?',
      'Groups: there is no group `sales`: did you mean `Sales`?',
      'Groups: there is no group `Zebra`: create it first, or leave it out',
    ]);
  });

  it('that do not exist are counted after the first twenty', () => {
    const messages = messagesOf(readRow({ Groups: Array.from({ length: 300 }, (_, i) => `g${i}x`).join() }));
    expect(messages).toHaveLength(21);
    expect(messages.at(-1)).toBe('and 280 more errors in this record');
  });

  it.each(['none,Sales', 'Sales, None'])('together with none are refused: %j', (cell) => {
    expect(messagesOf(readRow({ Groups: cell }))).toEqual([
      `Groups must be group names separated by commas, or only the word none, found ${JSON.stringify(cell)}`,
    ]);
  });

  it('that do not exist do not reject the file', () => {
    expect(issuesOf(readRow({ Groups: 'Zebra' }))[0]).not.toHaveProperty('rejectsFile');
  });
});

describe('source usernames', () => {
  const COLUMN = 'Source Username(s)';

  it.each([
    ['one', 'slack:ann', ['slack:ann']],
    ['several', 'slack:ann, teams:ann@example.com', ['slack:ann', 'teams:ann@example.com']],
    ['in another letter case of the source', 'SLACK:Ann', ['slack:Ann']],
    ['with blanks around the colon', 'slack : ann', ['slack:ann']],
    ['with a colon of its own', 'slack:urn:ann', ['slack:urn:ann']],
    [
      'with the name of a source in it',
      'slack:ann teams, teams:my-slack:1',
      ['slack:ann teams', 'teams:my-slack:1'],
    ],
    ['with a bar', 'slack:auth0|5f7c', ['slack:auth0|5f7c']],
    ['of a URL', 'slack:https://x.example/u/1', ['slack:https://x.example/u/1']],
  ])('are added: %s', (_, cell, usernames) => {
    expect(addedTo(COLUMN, cell)).toEqual(usernames);
  });

  it.each(['ann', ':ann', 'slack:', 'slack: ', `slack:${'x'.repeat(256)}`])(
    'are refused where they are malformed: %j',
    (cell) => {
      expect(issuesOf(readRow({ [COLUMN]: `slack:bob,${cell}` }))).toMatchObject([
        {
          code: 'VALIDATION_FAILED',
          message: expect.stringContaining('Source Username(s) must be source:username, such as slack:ann'),
          field: COLUMN,
        },
      ]);
    },
  );

  it.each(['; ', ';', '|', ' | ', ' ', '/', ' / '])('are refused if %j is between them', (separator) => {
    for (const second of ['teams:ann2', 'Teams : ann2'])
      expect(messagesOf(readRow({ [COLUMN]: `slack:ann${separator}${second}` }))).toEqual([
        expect.stringContaining(
          'which has several usernames; separate them by commas, such as slack:ann,teams:ann2',
        ),
      ]);
  });

  it('are refused if a semicolon and a source that is not enabled follow', () => {
    expect(messagesOf(readRow({ [COLUMN]: 'slack:ann;icq:ann2' }))).toEqual([
      expect.stringContaining('which has several usernames'),
    ]);
  });

  it('are refused if a name contains a comma, as those of LDAP do', () => {
    expect(messagesOf(readRow({ [COLUMN]: 'slack:cn=Ann,ou=People' }))).toEqual([
      expect.stringMatching(
        /found "ou=People"; write a source before each name: commas separate the usernames/,
      ),
    ]);
  });

  it('are refused when there are too many', () => {
    const many = (count: number) => Array.from({ length: count }, (_, i) => `slack:u${i}`).join();
    expect(addedTo(COLUMN, many(100))).toHaveLength(100);
    expect(messagesOf(readRow({ [COLUMN]: many(101) }))).toEqual([
      expect.stringContaining('at most 100 entries'),
    ]);
  });

  it('of a source that is not enabled reject the file, with one message for each source', () => {
    const read = readRow({ [COLUMN]: 'slack:ann,myspace:ann,MySpace:a2,icq:7' });
    expect(issuesOf(read)).toEqual(
      ['MySpace', 'icq'].map((source) => ({
        severity: 'error',
        code: 'VALIDATION_FAILED',
        message: `Source Username(s): the source \`${source}\` is not enabled (enabled are slack, teams, bloomberg): ask for it to be enabled, or remove its usernames`,
        field: COLUMN,
        retryable: false,
        rejectsFile: true,
      })),
    );
  });

  it.each([
    ['a malformed address', { 'Primary Email': 'ann' }],
    ['no address', { 'Primary Email': '' }],
    ['an unknown role', { Role: 'Owner' }],
    ['an unknown group', { Groups: 'Zebra' }],
  ])('of a source that is not enabled reject the file also with %s', (_, cells) => {
    const issues = issuesOf(readRow({ ...cells, [COLUMN]: 'icq:7' }));
    expect(issues.map(({ rejectsFile = false }) => rejectsFile)).toEqual([false, true]);
  });

  it('all reject the file when the tenant has no sources', () => {
    const type = definition.resolve({ settings: NO_SETTINGS, parameters: undefined });
    expect(messagesOf(readRow({ [COLUMN]: 'slack:ann' }, type))).toEqual([
      expect.stringContaining('`slack` is not enabled (no source is)'),
    ]);
  });

  it('are unique values: they are conflict keys of the record, like the user’s key', () => {
    const keys = conflictKeysOf(
      workspaceUsers,
      'acme',
      changeOf(readRow({ [COLUMN]: 'Slack:Ann,teams:a:b' })),
    );
    expect(keys).toEqual([
      'acme/workspace-users/ann@example.com',
      'acme/@claim/workspace-users/slack/Ann',
      'acme/@claim/workspace-users/teams/a:b',
    ]);
  });
});

describe('workspace users', () => {
  it('are CSV files that are evaluated first and wait for confirmation', () => {
    expect(definition).toMatchObject({ formats: ['csv'], confirms: true });
    expect(workspaceUsers.screened).toBe(true);
  });

  it('are limited to the number of records in the tenant’s settings', () => {
    expect(workspaceUsers.maxRecords).toBe(2000);
    const limits = { ...settings.limits, workspaceUsersRecords: 3 };
    const resolved = definition.resolve({ settings: { ...settings, limits }, parameters: undefined });
    expect(resolved.maxRecords).toBe(3);
  });

  it.each([
    ['of the template', TEMPLATE, 'auto', undefined],
    ['with the address alone', ['Primary Email'], 'workspace-users', undefined],
    ['without the address', TEMPLATE.toSpliced(2, 1), 'workspace-users', 'MISSING_COLUMN'],
    [
      'in other letter case',
      TEMPLATE.map((name) => name.toLowerCase()),
      'workspace-users',
      'SIMILAR_COLUMNS',
    ],
  ])('with the header %s are recognised or not', (_, columns, requested, code) => {
    const layout = { format: 'csv', delimiter: ',', columns, width: columns.length } as const;
    const place = { headerStart: 0, headerEnd: 1, offset: 1, line: 2 };
    const recognised = recognise([workspaceUsers], requested, { ...layout, ...place });
    expect(recognised).toMatchObject(
      code === undefined ? { ok: true, unknownColumns: [] } : { ok: false, code },
    );
  });

  it('have results in the columns of the template, which can be imported again', () => {
    const cells = {
      'Current Status': 'Active',
      'Display Name': 'Ann',
      'Primary Email': 'Ann@example.com',
      Role: 'User',
      Groups: 'Sales,Support',
      'Source Username(s)': 'slack:ann,teams:ann',
    };
    const first = plan(workspaceUsers, 'upsert', undefined, changeOf(readCells(cells)));
    if (first.outcome !== 'created') throw new Error('was not created');
    const shown = workspaceUsers.details.read(first.next);
    expect(workspaceUsers.details.before).toEqual(TEMPLATE);
    expect(Object.fromEntries(shown)).toEqual(cells);
    const again = readCells(Object.fromEntries([...shown].map(([name, cell]) => [name, String(cell)])));
    expect(plan(workspaceUsers, 'upsert', first.next, changeOf(again)).outcome).toBe('unchanged');
  });
});

describe('the examples of workspace users', () => {
  it('without a mistake in the name import without errors', () => {
    expect(readExample('workspace-users.csv').flatMap(messagesOf)).toEqual([]);
  });

  it.each([
    ['malformed-email', 'Primary Email must be an e-mail address', false],
    ['unknown-status', 'Current Status must be Active or Archived', false],
    ['unknown-role', 'Role must be User, Admin or Supervisor', false],
    ['unknown-group', 'there is no group `Suport`: did you mean `Support`?', false],
    ['none-and-groups', 'or only the word none', false],
    ['malformed-username', 'Source Username(s) must be source:username', false],
    ['unknown-source', 'the source `myspace` is not enabled', true],
  ])('with %s have one invalid record between valid records', (defect, words, rejects) => {
    const records = readExample(`workspace-users-with-${defect}.csv`);
    expect(records.map(({ ok }) => ok)).toEqual([true, false, true]);
    expect(records.flatMap(issuesOf)).toEqual([
      expect.objectContaining({
        message: expect.stringContaining(words),
        ...(rejects && { rejectsFile: true }),
      }),
    ]);
  });

  it('with a taken username have two records with a common conflict key', () => {
    const [first, second] = readExample('workspace-users-with-taken-username.csv').map((record) =>
      conflictKeysOf(workspaceUsers, 'acme', changeOf(record)),
    );
    expect(first?.filter((key) => second?.includes(key))).toEqual([
      'acme/@claim/workspace-users/slack/mara.okafor',
    ]);
  });
});
