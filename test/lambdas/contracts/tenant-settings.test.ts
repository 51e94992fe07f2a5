import { describe, expect, it } from 'vitest';
import { NO_SETTINGS } from '../../../lambdas/contracts/no-settings.ts';
import { SettingsSnapshotSchema, TenantSettingsSchema } from '../../../lambdas/contracts/tenant-settings.ts';

const GUID = '11197a91-b4eb-45b2-958a-07dae6213011';
const key = { name: 'ci', sha256: 'f'.repeat(64), createdAt: '2026-11-21T10:00:00.000Z' };
const many = (count: number) => Array.from({ length: count }, (_, index) => `entry-${index}`);

describe('the settings of a tenant', () => {
  it.each<[string, object]>([
    ['a program without a link', { programs: [{ id: 'referrals-2026' }] }],
    [
      'a link with the code in its path',
      { programs: [{ id: 'a', shareLink: 'https://a.example/join/{code}?x=1' }] },
    ],
    ['a group with blanks and letters of any script', { groups: ['Vertrieb Süd', '営業'] }],
    ['groups that differ in case', { groups: ['sales', 'Sales'] }],
    ['a group that only begins like none', { groups: ['nonesuch'] }],
    ['a source with a dot', { sources: ['ldap.corp_1'] }],
    ['a group of the network with a name or without', { memberGroups: [{ id: GUID, name: 'All' }] }],
    ['an attribute in camelCase', { attributes: [{ name: 'lastOperation', kind: 'object' }] }],
    ['no request that is answered at once', { limits: { syncRecords: 0 } }],
    ['a host with a port', { allowedHosts: ['files.example.com:8443'] }],
    ['a key by its hash', { apiKeys: [key] }],
  ])('take %s', (_, settings) => {
    expect(TenantSettingsSchema.safeParse(settings).error).toBeUndefined();
  });

  it.each<[string, object, string]>([
    ['a program id with a blank', { programs: [{ id: 'a b' }] }, 'programs.0.id'],
    ['a program twice', { programs: [{ id: 'a' }, { id: 'a' }] }, 'programs.1'],
    ['more than 100 programs', { programs: many(101).map((id) => ({ id })) }, 'programs'],
    [
      'a link without the code',
      { programs: [{ id: 'a', shareLink: 'https://a.example/' }] },
      'programs.0.shareLink',
    ],
    ['a link without a host', { programs: [{ id: 'a', shareLink: '/join/{code}' }] }, 'programs.0.shareLink'],
    ['a link that runs', { programs: [{ id: 'a', shareLink: 'javascript:{code}' }] }, 'programs.0.shareLink'],
    ['a group with a comma', { groups: ['Sales, Support'] }, 'groups.0'],
    ['a group that is called none', { groups: ['None'] }, 'groups.0'],
    ['a group with blanks around it', { groups: ['Sales '] }, 'groups.0'],
    ['a group without a name', { groups: [''] }, 'groups.0'],
    ['a group of 101 characters', { groups: ['g'.repeat(101)] }, 'groups.0'],
    ['a group twice', { groups: ['Sales', 'Sales'] }, 'groups.1'],
    ['more than 2,000 groups', { groups: many(2001) }, 'groups'],
    ['a source with a colon', { sources: ['hr:1'] }, 'sources.0'],
    ['a source twice in another case', { sources: ['HR', 'hr'] }, 'sources.1'],
    ['a member group without a GUID', { memberGroups: [{ id: '12' }] }, 'memberGroups.0.id'],
    [
      'a GUID twice in another case',
      { memberGroups: [{ id: GUID }, { id: GUID.toUpperCase() }] },
      'memberGroups.1',
    ],
    ['a profile field without a name', { profileFields: [{ id: GUID }] }, 'profileFields.0.name'],
    ['an attribute in PascalCase', { attributes: [{ name: 'Tags', kind: 'array' }] }, 'attributes.0.name'],
    ['a scalar attribute', { attributes: [{ name: 'age', kind: 'integer' }] }, 'attributes.0.kind'],
    ['half a record', { limits: { syncRecords: 1.5 } }, 'limits.syncRecords'],
    ['no records at all', { limits: { workspaceUsersRecords: 0 } }, 'limits.workspaceUsersRecords'],
    ['a pair that waits for a month', { limits: { feedPairHours: 720 } }, 'limits.feedPairHours'],
    ['an unknown limit', { limits: { records: 1 } }, 'limits'],
    ['more than ten addresses', { notify: many(11).map((name) => `${name}@a.example`) }, 'notify'],
    ['what is no address', { notify: ['ops'] }, 'notify.0'],
    ['an address of 255 characters', { notify: [`ops@${'a'.repeat(243)}.example`] }, 'notify.0'],
    ['an address as a domain', { notifyDomains: ['ops@acme.example'] }, 'notifyDomains.0'],
    ['a domain with a wildcard', { notifyDomains: ['*.acme.example'] }, 'notifyDomains.0'],
    ['a top-level domain', { notifyDomains: ['example'] }, 'notifyDomains.0'],
    ['a domain twice', { notifyDomains: ['a.example', 'A.example'] }, 'notifyDomains.1'],
    ['a retention that no rule has', { retentionDays: 20 }, 'retentionDays'],
    ['a host with a path', { allowedHosts: ['a.example/files'] }, 'allowedHosts.0'],
    ['an address of the machine itself', { allowedHosts: ['127.0.0.1'] }, 'allowedHosts.0'],
    ['a host that only the network at home knows', { allowedHosts: ['localhost'] }, 'allowedHosts.0'],
    ['a key instead of its hash', { apiKeys: [{ ...key, sha256: 'rk_acme_1' }] }, 'apiKeys.0.sha256'],
    ['a part that there is not', { program: [] }, ''],
  ])('refuse %s, and say where', (_, settings, path) => {
    const { error } = TenantSettingsSchema.safeParse(settings);
    expect(error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
  });

  it('keep GUIDs in lower case', () => {
    const settings = TenantSettingsSchema.parse({ profileFields: [{ id: GUID.toUpperCase(), name: 'Fax' }] });
    expect(settings.profileFields).toEqual([{ id: GUID, name: 'Fax' }]);
  });

  it('give an import everything but the API keys', () => {
    expect(SettingsSnapshotSchema.safeParse({ apiKeys: [key] }).success).toBe(false);
    const { apiKeys: _, ...snapshot } = NO_SETTINGS;
    expect(SettingsSnapshotSchema.parse({})).toEqual(snapshot);
  });
});
