import * as z from 'zod';
import { AllowedHostSchema } from './allowed-host.ts';
import { AttributeNameSchema } from './attribute-name.ts';
import { MAX_EMAIL_CHARACTERS } from './email-address.ts';
import { EncodingNameSchema } from './file-encoding.ts';
import { FileLocaleSchema } from './file-locale.ts';
import { KeyRuleSchema } from './key-rules.ts';
import { NotifyDomainSchema } from './notify-domain.ts';
import { RETENTION_DAYS } from './retention.ts';
import { showValue } from './shown-value.ts';

/** What a list of settings takes; the second of two entries with the same key is refused with its path. */
function listOf<S extends z.ZodType>(entry: S, maximum: number, ...keys: readonly Key<z.output<S>>[]) {
  return z
    .array(entry)
    .max(maximum, `expected at most ${maximum} entries`)
    .superRefine((entries, context) => {
      for (const key of keys) refuseRepeated(entries.map(key), context);
    })
    .default([]);
}

type Key<T> = (entry: T) => string;

function refuseRepeated(keys: readonly string[], context: z.core.$RefinementCtx): void {
  const seen = new Set<string>();
  for (const [index, key] of keys.entries()) {
    if (seen.has(key))
      context.addIssue({ code: 'custom', path: [index], message: `${showValue(key)} occurs twice` });
    seen.add(key);
  }
}

const asItIs: Key<string> = (text) => text;
/** Names are compared in NFC: two that look the same are one. */
const inNfc: Key<string> = (text) => text.normalize('NFC');
const ignoringCase: Key<string> = (text) => text.toLowerCase();

/** A name as people write it. Blanks around it would never be found in a cell, which is read without them. */
const NameSchema = z
  .string()
  .regex(
    /^(?!\s)[^\p{Cc}]{1,100}(?<!\s)$/u,
    'expected 1 to 100 characters without leading or trailing spaces',
  );

/** In lower case, however it was written: compare with what `toLowerCase()` makes of a request's. */
const GuidSchema = z.guid('expected a GUID such as 11197a91-b4eb-45b2-958a-07dae6213011').toLowerCase();

const CODE = '{code}';

/** `https://example.com/join?ref={code}`: `{code}` is replaced by the referral code. */
export const ShareLinkSchema = z
  .string()
  .max(1024)
  .refine(
    (link) => link.includes(CODE) && isWebAddress(link.replaceAll(CODE, 'code')),
    'expected an absolute http or https URL with {code} in it, such as https://example.com/join?ref={code}',
  );

function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}

/** A referral program of the tenant: participants that have no code in it are given one. */
export const ProgramSchema = z.strictObject({
  id: z.string().regex(/^[a-zA-Z0-9-]{1,64}$/, 'a program id is 1 to 64 letters, digits or "-"'),
  /** Without it the participants get a code and no link. */
  shareLink: ShareLinkSchema.optional(),
});
export type Program = z.infer<typeof ProgramSchema>;

/** A group that workspace users may be added to. A cell contains group names separated by commas; `none` means no group. */
export const GroupNameSchema = NameSchema.refine(
  (name) => !name.includes(',') && name.toLowerCase() !== 'none',
  'a group name has no comma and is not "none"',
);

/** A system whose identifiers a workspace user may have. */
export const SourceNameSchema = z
  .string()
  .regex(
    /^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,63}$/,
    'a source is 1 to 64 letters, digits, "_", "." or "-", beginning with a letter or a digit',
  );

/** A group of the social network, for group-members. */
export const MemberGroupSchema = z.strictObject({ id: GuidSchema, name: NameSchema.optional() });
export type MemberGroup = z.infer<typeof MemberGroupSchema>;

/** A profile field of the social network, by the id that requests name. */
export const ProfileFieldSchema = z.strictObject({ id: GuidSchema, name: NameSchema });
export type ProfileField = z.infer<typeof ProfileFieldSchema>;

/** An attribute of the user feed that is no scalar: no header file can declare it. */
export const DeclaredAttributeSchema = z.strictObject({
  name: AttributeNameSchema,
  kind: z.enum(['array', 'object']),
});
export type DeclaredAttribute = z.infer<typeof DeclaredAttributeSchema>;

const NotifyAddressSchema = z
  .string('expected an e-mail address')
  .max(MAX_EMAIL_CHARACTERS, `expected an e-mail address of at most ${MAX_EMAIL_CHARACTERS} characters`)
  .pipe(z.email('expected an e-mail address'));

const whole = (minimum: number, maximum: number) => {
  const expected = `expected a whole number from ${minimum} to ${maximum}`;
  return z.int(expected).min(minimum, expected).max(maximum, expected);
};

const WEEK_IN_HOURS = 168;
/** For so long the files of an import under way are kept. */
const TWO_WEEKS_IN_HOURS = 336;

export const TenantLimitsSchema = z.strictObject({
  /** Records of a file of workspace users. */
  workspaceUsersRecords: whole(1, 1_000_000).default(2000),
  /** Records of a group-members request that is answered at once; more go through the pipeline. */
  syncRecords: whole(0, 1000).default(100),
  /** Hours after which one file of a user feed's pair is given up. */
  feedPairHours: whole(1, TWO_WEEKS_IN_HOURS).default(24),
  /** Hours for which an evaluated file waits to be confirmed. */
  confirmationHours: whole(1, WEEK_IN_HOURS).default(72),
  /** E-mails about the tenant's imports in a day, UTC. */
  mailsPerDay: whole(1, 1000).default(200),
  /** Imports that have not ended, files that wait for the other file of their pair included. */
  openImports: whole(1, 10_000).default(1000),
});
export type TenantLimits = z.infer<typeof TenantLimitsSchema>;

/**
 * A key for the tenant's HTTP API. The key itself, `rk_<tenant>_<48 hex digits>`, is shown once and stored nowhere; it
 * names the tenant, since the requests do not.
 */
export const SettingsKeySchema = z.strictObject({
  name: NameSchema,
  /** Of the whole key in UTF-8, as lower-case hex digits. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'expected 64 lower-case hex digits'),
  createdAt: z.iso.datetime(),
});
export type SettingsKey = z.infer<typeof SettingsKeySchema>;

/** A column that the tenant's files have, and the field that it is read as; `-` leaves it out. */
export const RememberedColumnSchema = z.strictObject({
  importType: z.string().regex(/^[a-z][a-z-]{0,63}$/, 'expected the name of an import type'),
  column: NameSchema,
  field: NameSchema,
});
export type RememberedColumn = z.infer<typeof RememberedColumnSchema>;

/** What one tenant decides for all its imports. Each part may be left out. */
export const TenantSettingsSchema = z.strictObject({
  programs: listOf(ProgramSchema, 100, ({ id }) => id),
  groups: listOf(GroupNameSchema, 2000, inNfc),
  sources: listOf(SourceNameSchema, 200, ignoringCase),
  memberGroups: listOf(MemberGroupSchema, 1000, ({ id }) => id),
  profileFields: listOf(
    ProfileFieldSchema,
    200,
    ({ id }) => id,
    ({ name }) => name,
  ),
  attributes: listOf(DeclaredAttributeSchema, 200, ({ name }) => name),
  limits: TenantLimitsSchema.prefault({}),
  /** These addresses receive the e-mail about each import, with its files. */
  notify: listOf(NotifyAddressSchema, 10, ignoringCase),
  /** An upload may name an address of these domains as a further recipient, without files. */
  notifyDomains: listOf(NotifyDomainSchema, 20, asItIs),
  /** Whether `results.csv` shows all details of the users, or only the fields that the file carried. */
  fullResults: z.boolean('expected true or false').default(false),
  /** Whether importers may add to `columns`, or only bearers with the role `tenant-admin`. */
  rememberColumns: z.boolean('expected true or false').default(false),
  /** Whether imports that importers create through the API are evaluated and wait for a confirmation. */
  reviewRequired: z.boolean('expected true or false').default(false),
  /** Days that uploads and results are kept, where that is shorter than in the stage. */
  retentionDays: z.literal(RETENTION_DAYS, `expected one of ${RETENTION_DAYS.join(', ')}`).optional(),
  /** The encoding of files that name none and have no byte order mark. */
  encoding: EncodingNameSchema.optional(),
  /** How CSV files that name no locale write dates, numbers and booleans. */
  locale: FileLocaleSchema.optional(),
  /** From where `csvPath` of group-members may be fetched. */
  allowedHosts: listOf(AllowedHostSchema, 50, asItIs),
  /** How columns are read that are not named like their fields, by import type. The mapping of an import has precedence. */
  columns: listOf(RememberedColumnSchema, 1000, ({ importType, column }) => `${importType} ${column}`),
  /** Rules that do not apply to keys and unique values of this tenant: a value that a rule refuses is then taken. */
  allowInKeys: listOf(KeyRuleSchema, KeyRuleSchema.options.length, asItIs),
  apiKeys: listOf(SettingsKeySchema, 20, ({ name }) => name),
});
export type TenantSettings = z.infer<typeof TenantSettingsSchema>;

/** What an import takes along: the settings as they were when it began, so that all its attempts see the same. */
export const SettingsSnapshotSchema = TenantSettingsSchema.omit({ apiKeys: true });
export type SettingsSnapshot = z.infer<typeof SettingsSnapshotSchema>;
