import fc from 'fast-check';
import { KeyRuleSchema } from '../../../../lambdas/contracts/key-rules.ts';
import { RETENTION_DAYS } from '../../../../lambdas/contracts/retention.ts';
import { type TenantSettings, TenantSettingsSchema } from '../../../../lambdas/contracts/tenant-settings.ts';

const letters = fc.stringMatching(/^[a-zA-Z0-9]{1,12}$/);
const name = fc
  .stringMatching(/^[a-zA-Zé][a-z -]{0,10}[a-zß]$/)
  .filter((text) => text.toLowerCase() !== 'none');
const guid = fc.uuid();
const lower = (text: string) => text.toLowerCase();
const list = <T>(entry: fc.Arbitrary<T>, key: (entry: T) => string) =>
  fc.uniqueArray(entry, { maxLength: 4, selector: (one) => lower(key(one)) });
const text = (entry: fc.Arbitrary<string>) => list(entry, (one) => one);
const host = fc.stringMatching(/^([a-z]{1,4}\.){1,2}example(:8[0-9]{3})?$/);

const shareLink = fc.webUrl().map((url) => `${url}/{code}`);
const program = fc.record({ id: letters, shareLink }, { requiredKeys: ['id'] });
const apiKey = fc.record({
  name,
  sha256: fc.stringMatching(/^[0-9a-f]{64}$/),
  createdAt: fc.constant('2026-11-21T10:00:00.000Z'),
});
const limits = fc.record(
  {
    workspaceUsersRecords: fc.integer({ min: 1, max: 1_000_000 }),
    syncRecords: fc.integer({ min: 0, max: 1000 }),
    feedPairHours: fc.integer({ min: 1, max: 336 }),
    confirmationHours: fc.integer({ min: 1, max: 168 }),
    mailsPerDay: fc.integer({ min: 1, max: 1000 }),
    openImports: fc.integer({ min: 1, max: 10_000 }),
  },
  { requiredKeys: [] },
);

/** An entry that each list takes. */
export const entries = {
  programs: program,
  groups: name,
  sources: letters,
  memberGroups: fc.record({ id: guid, name }, { requiredKeys: ['id'] }),
  profileFields: fc.record({ id: guid, name }),
  attributes: fc.record({
    name: fc.stringMatching(/^[a-z][a-zA-Z0-9]{0,8}$/),
    kind: fc.constantFrom('array' as const, 'object' as const),
  }),
  notify: fc.stringMatching(/^[a-z]{1,8}@[a-z]{1,8}\.example$/),
  notifyDomains: fc.stringMatching(/^[a-z]{1,8}\.example$/),
  allowedHosts: host,
  columns: fc.record({
    importType: fc.constantFrom('participants', 'workspace-users'),
    column: name,
    field: fc.constantFrom('firstName', '-'),
  }),
  apiKeys: apiKey,
  allowInKeys: fc.constantFrom(...KeyRuleSchema.options),
};

/** Settings as they are kept. */
export const arbitrarySettings: fc.Arbitrary<TenantSettings> = fc
  .record(
    {
      programs: list(entries.programs, ({ id }) => id),
      groups: text(entries.groups),
      sources: text(entries.sources),
      memberGroups: list(entries.memberGroups, ({ id }) => id),
      profileFields: fc.uniqueArray(entries.profileFields, { maxLength: 4, selector: ({ name: n }) => n }),
      attributes: list(entries.attributes, ({ name: n }) => n),
      limits,
      notify: text(entries.notify),
      notifyDomains: text(entries.notifyDomains),
      fullResults: fc.boolean(),
      retentionDays: fc.constantFrom(...RETENTION_DAYS),
      allowedHosts: text(entries.allowedHosts),
      columns: list(entries.columns, ({ importType, column }) => `${importType} ${column}`),
      allowInKeys: text(entries.allowInKeys),
      apiKeys: list(entries.apiKeys, ({ name: n }) => n),
    },
    { requiredKeys: [] },
  )
  .map((settings) => TenantSettingsSchema.parse(settings));
