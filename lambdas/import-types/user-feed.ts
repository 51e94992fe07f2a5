import { type FeedColumn, FeedParametersSchema } from '../contracts/feed-header.ts';
import type { Issue } from '../contracts/issue.ts';
import type { SettingsSnapshot } from '../contracts/tenant-settings.ts';
import type {
  Cell,
  FieldRule,
  ImportType,
  ImportTypeDefinition,
  UniqueValue,
} from '../core/import-type/import-type.ts';
import type { FieldValue, User } from '../core/user/user.ts';
import { showName } from '../core/wording/show-value.ts';
import { cellOf } from './cell-of.ts';
import { FEED_VALUES, NESTED_VALUES, textUpTo } from './feed-values.ts';
import { userFeedSample } from './user-feed-sample.ts';

const FORMATS = ['json'] as const;

/** A feed without a header cannot be read further than that. */
const ID: FeedColumn = { column_name: 'id', data_type: 'text', is_nullable: 'NO' };

/** Together they are unique, and stand in a table key of at most 2,048 bytes: 3 for a character, and the tenant. */
const LONGEST: ReadonlyMap<string, number> = new Map([
  ['email', 320],
  ['businessUnit', 255],
]);
/** Empty in a record, or missing: then empty in its user. */
const OVERWRITTEN = [...LONGEST.keys()];

/** Users as ActivatePro takes them from an SFTP server: a header file declares the columns of the data file. */
export const userFeed: ImportTypeDefinition = {
  name: 'user-feed',
  title: 'User feed',
  description:
    'Users as ActivatePro takes them from an SFTP server: a header file declares the columns, a data file holds the users as one JSON array of any size. The fields below are those of the sample’s header file.',
  notes: [
    'The files are named `user_feed_header_YYYYMMDDHHMMSS.json` and `user_feed_data_YYYYMMDDHHMMSS.json` with the same timestamp in UTC; they may arrive in either order.',
    'Types are `text`, `date`, `timestamp`, `boolean`, `integer` and `numeric`; names are in camelCase; `id` is declared in any case, and is never null.',
    'An array or an object is taken where the tenant’s settings declare it (`attributes`); otherwise it rejects the whole file, and nothing of it is imported.',
    'A timestamp states its offset, as `+01`, `+0100`, `+01:00` or `Z`, and is stored with that in full. Numbers and truth values stand without quotes.',
    'An e-mail address belongs to one user of a business unit, or of none; its letter case does not count.',
    'A file that stays alone ends as `EXPIRED` after the tenant’s `feedPairHours`. A file that is uploaded again is imported with the last upload of the other one.',
    'Failed records are imported again as the data file of a new pair: `failed-records.json` under a name with a timestamp of its own.',
    'Of several pairs that wait, the most recent one by timestamp is imported and the others end as `SUPERSEDED`; so does one that comes when a later one was imported.',
  ],
  sample: userFeedSample,
  formats: FORMATS,
  paired: true,
  resolve: ({ settings, parameters }) => {
    const given = FeedParametersSchema.safeParse(parameters);
    return feedOf(given.success ? given.data.header : [ID], settings);
  },
};

function feedOf(header: readonly FeedColumn[], { attributes }: SettingsSnapshot): ImportType {
  const declared = new Set(header.map(({ column_name }) => column_name));
  // What the header of this very file says about a name counts more than what was once said for all files.
  const nested = attributes.filter(({ name }) => !declared.has(name));
  const neverNull = header
    .filter(({ is_nullable }) => is_nullable === 'NO')
    .map(({ column_name }) => column_name);
  const columns = ['id', ...declared, ...nested.map(({ name }) => name)];
  return {
    name: userFeed.name,
    formats: FORMATS,
    fields: [...header.map(columnRule), ...nested.map(nestedRule)],
    key: ['id'],
    missingKey: (field) =>
      invalid(field, `${field} must be there, of its declared type, and neither null nor empty`),
    keyFields: ['id', ...OVERWRITTEN],
    uniqueValues,
    overwrites: OVERWRITTEN,
    immutable: new Set(),
    unknownField: undeclared,
    checkRecord: ({ clear }) => neverNull.filter((name) => clear.has(name)).map(missing),
    // What a user has already need not be sent again.
    check: (next) => neverNull.filter((name) => !next.fields.has(name)).map(missing),
    referableValues: () => [],
    references: () => [],
    details: { before: [...new Set(columns)], isDynamic: () => false, read: readDetails },
    screened: true,
  };
}

function columnRule({ column_name: name, data_type: type, is_nullable }: FeedColumn): FieldRule {
  const longest = LONGEST.get(name);
  const kind = type === 'text' && longest !== undefined ? textUpTo(longest) : FEED_VALUES[type];
  const description = `Declared by the header file as ${type}.`;
  return is_nullable === 'YES'
    ? { name, ...kind, description }
    : { name, ...kind, expected: `${kind.expected}, and never null`, description, nullable: false };
}

function nestedRule({ name, kind }: SettingsSnapshot['attributes'][number]): FieldRule {
  return { name, ...NESTED_VALUES[kind], description: `Declared by the tenant as ${kind}.` };
}

/** An address belongs to one user of a business unit, or of none. Nobody has two mailboxes that differ in letter case. */
function uniqueValues({ fields }: User): readonly UniqueValue[] {
  const email = fields.get('email');
  const unit = fields.get('businessUnit');
  if (email === undefined) return [];
  const shown = `${JSON.stringify(email)} in businessUnit ${unit === undefined ? '(none)' : JSON.stringify(unit)}`;
  return [{ field: 'email', scope: textOf(unit), value: textOf(email).trim().toLowerCase(), shown }];
}

function textOf(value: FieldValue | undefined): string {
  return value === undefined ? '' : String(value);
}

function undeclared(name: string, raw: unknown): Issue {
  const shown = `\`${showName(name)}\``;
  if (typeof raw !== 'object' || raw === null)
    return invalid(name, `${shown} is not declared: name it in the header file, or leave it out`);
  const kind = Array.isArray(raw) ? 'array' : 'object';
  return {
    ...invalid(
      name,
      `${shown} is an ${kind} that was not declared: have it declared among the attributes of the tenant before the file is uploaded, or leave it out`,
    ),
    rejectsFile: true,
  };
}

function missing(name: string): Issue {
  return invalid(name, `${name} must not be empty or missing: the header file says that it is never null`);
}

function invalid(field: string, message: string): Issue {
  return { severity: 'error', code: 'VALIDATION_FAILED', message, field, retryable: false };
}

function readDetails({ fields }: User): ReadonlyMap<string, Cell> {
  return new Map([...fields].map(([name, value]) => [name, cellOf(value)]));
}
