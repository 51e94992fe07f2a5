import { describe, expect, it } from 'vitest';
import { plan } from '../../../lambdas/core/apply/plan.ts';
import { readRecord } from '../../../lambdas/core/import-type/read-record.ts';
import { fieldsOfRow } from '../../../lambdas/core/import-type/record-fields.ts';
import { groupMembers } from '../../../lambdas/import-types/group-members.ts';
import { memberProblems } from '../../../lambdas/import-types/group-members-rules.ts';
import { CITY, GROUP, NETWORK, OTHER_GROUP, PHONE, REGULAR_MEMBERS } from './network.ts';

const ROLE = `memberships.${GROUP}.roleId`;
const BLOCKED = `memberships.${GROUP}.blocked`;

function typeFor(parameters: object = {}) {
  return groupMembers.resolve({ settings: NETWORK, parameters: { ...REGULAR_MEMBERS, ...parameters } });
}

function read(cells: readonly string[], parameters: object = {}, onBlank: 'keep' | 'clear' = 'keep') {
  const type = typeFor(parameters);
  return readRecord(type, 'acme', fieldsOfRow(type.headerless ?? [], cells), { onBlank });
}

function changeOf(cells: readonly string[], parameters: object = {}, onBlank: 'keep' | 'clear' = 'keep') {
  const result = read(cells, parameters, onBlank);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.change;
}

describe('a file of group members', () => {
  it('has three columns and one column for each selected field, in the order of the request', () => {
    expect(typeFor({ selectedFields: [CITY, PHONE] }).headerless).toEqual([
      'email',
      'firstName',
      'lastName',
      'profile.Home town',
      'profile.Phone',
    ]);
  });

  it('may select a field twice, and then both cells must have the same value', () => {
    const parameters = { selectedFields: [PHONE, PHONE] };
    const change = changeOf(['a@x.example', 'Ann', 'Lee', '7', '7'], parameters);
    expect(change.set.get('profile.Phone')).toBe('7');
    expect(read(['a@x.example', 'Ann', 'Lee', '7', '8'], parameters)).toMatchObject({
      ok: false,
      issues: [{ field: 'profile.Phone', message: 'profile.Phone occurs twice, with different values' }],
    });
  });

  it.each([
    ['null, there being no further columns', { selectedFields: null }],
    ['absent', { selectedFields: undefined }],
  ])('accepts selected fields that are %s', (_, parameters) => {
    expect(memberProblems({ settings: NETWORK, parameters: { ...REGULAR_MEMBERS, ...parameters } })).toEqual(
      [],
    );
    expect(typeFor(parameters).headerless).toHaveLength(3);
  });
});

describe('a member', () => {
  it('gets the role and the blocked state that the parameters give for the group', () => {
    const change = changeOf(['a@x.example', 'Ann', ''], { roleId: 4, blocked: true });
    expect(Object.fromEntries(change.set)).toEqual({
      email: 'a@x.example',
      firstName: 'Ann',
      [ROLE]: 4,
      [BLOCKED]: true,
    });
  });

  it.each([
    [1, 2],
    [2, 2],
    [3, 3],
    [4, 4],
    [5, 5],
  ])('of role %i is stored as role %i', (roleId, stored) => {
    expect(changeOf(['a@x.example', '', ''], { roleId }).set.get(ROLE)).toBe(stored);
  });

  it('keeps its roles in other groups', () => {
    const type = typeFor();
    const before = changeOf(['a@x.example', 'Ann', 'Lee'], { group: OTHER_GROUP, roleId: 5, blocked: true });
    const planned = plan(
      type,
      'upsert',
      { fields: before.set, sets: new Map() },
      changeOf(['a@x.example', '', '']),
    );
    expect(planned).toMatchObject({ outcome: 'updated' });
    expect(planned.outcome === 'updated' && Object.fromEntries(planned.next.fields)).toEqual({
      email: 'a@x.example',
      firstName: 'Ann',
      lastName: 'Lee',
      [`memberships.${OTHER_GROUP}.roleId`]: 5,
      [`memberships.${OTHER_GROUP}.blocked`]: true,
      [ROLE]: 2,
      [BLOCKED]: false,
    });
  });

  it('is the same member when only the letter case of the address differs', () => {
    const one = changeOf(['Ann.Lee@X.example', '', '']);
    expect(one.userKey).toBe(changeOf([' ann.lee@x.example ', '', '']).userKey);
    expect(one.set.get('email')).toBe('Ann.Lee@X.example');
  });

  it.each([
    ['no address', '', 'email must be an e-mail address, found nothing'],
    ['a name for an address', 'Ann', 'email must be an e-mail address, found "Ann"'],
    [
      'an address without a top-level domain',
      'a@x',
      'email must be an e-mail address, found "a@x"; the address has no top-level domain, such as .com',
    ],
  ])('with %s is refused', (_, email, message) => {
    expect(read([email, 'Ann', 'Lee'])).toMatchObject({
      ok: false,
      issues: [{ severity: 'error', code: 'VALIDATION_FAILED', field: 'email', message }],
    });
  });

  it('loses a profile field by a blank cell only when the import clears blank fields', () => {
    const parameters = { selectedFields: [PHONE] };
    expect([...changeOf(['a@x.example', 'A', 'B', ''], parameters).clear]).toEqual([]);
    expect([...changeOf(['a@x.example', 'A', 'B', ''], parameters, 'clear').clear]).toEqual([
      'profile.Phone',
    ]);
  });

  it('shows in the results only the group of this file', () => {
    const { details } = typeFor({ selectedFields: [PHONE] });
    const fields = changeOf(['a@x.example', 'Ann', 'Lee'], { group: OTHER_GROUP }).set;
    expect(details.before).toEqual(['email', 'firstName', 'lastName', ROLE, BLOCKED, 'profile.Phone']);
    expect(Object.fromEntries(details.read({ fields, sets: new Map() }))).toEqual({
      email: 'a@x.example',
      firstName: 'Ann',
      lastName: 'Lee',
    });
  });
});

describe('the parameters of a file', () => {
  it.each([
    ['no group', { group: undefined }, 'group', 'expected a GUID'],
    ['a group that is not a GUID', { group: 'hikers' }, 'group', 'expected a GUID'],
    ['an unknown group', { group: PHONE }, 'group', 'there is no such group'],
    ['no role', { roleId: undefined }, 'roleId', 'expected one of 2 (regular)'],
    ['role 0', { roleId: 0 }, 'roleId', 'expected one of 2 (regular)'],
    ['role 6', { roleId: 6 }, 'roleId', '5 (administrator)'],
    ['half a role', { roleId: 2.5 }, 'roleId', 'expected one of 2 (regular)'],
    ['a role as text', { roleId: '2' }, 'roleId', 'expected one of 2 (regular)'],
    ['a text for blocked', { blocked: 'no' }, 'blocked', 'expected true or false'],
    [
      'a selected field that is not a GUID',
      { selectedFields: ['phone'] },
      'selectedFields.0',
      'expected a GUID',
    ],
    [
      'an unknown selected field',
      { selectedFields: [PHONE, GROUP] },
      'selectedFields.1',
      'there is no such profile field',
    ],
    ['a text for selected fields', { selectedFields: PHONE }, 'selectedFields', 'expected a list'],
  ])('are refused with %s', (_, wrong, path, message) => {
    const context = { settings: NETWORK, parameters: { ...REGULAR_MEMBERS, ...wrong } };
    expect(memberProblems(context)).toEqual([
      {
        path: path.split('.').map((part) => (/^\d/.test(part) ? Number(part) : part)),
        message: expect.any(String),
      },
    ]);
    expect(groupMembers.problem?.(context)).toContain(message);
  });

  it('are refused when they are missing, although the type still resolves its columns', () => {
    const context = { settings: NETWORK, parameters: undefined };
    expect(groupMembers.problem?.(context)).toContain('needs the parameters group, roleId, blocked');
    expect(groupMembers.resolve(context).headerless).toHaveLength(3);
  });

  it('accept ids in any letter case', () => {
    const parameters = {
      ...REGULAR_MEMBERS,
      group: GROUP.toUpperCase(),
      selectedFields: [CITY.toUpperCase()],
    };
    expect(groupMembers.problem?.({ settings: NETWORK, parameters })).toBeUndefined();
    expect(typeFor(parameters).constants?.get(ROLE)).toBe(2);
  });
});
