import { isOwnAttribute } from '../contracts/attribute-name.ts';
import { type FeedColumn, FeedParametersSchema } from '../contracts/feed-header.ts';
import type { Issue } from '../contracts/issue.ts';
import type { SettingsSnapshot } from '../contracts/tenant-settings.ts';
import type {
  Cell,
  FieldRule,
  ImportType,
  ImportTypeRules,
  UniqueValue,
} from '../core/import-type/import-type.ts';
import { mailboxOf } from '../core/user/mailbox.ts';
import type { FieldValue, User } from '../core/user/user.ts';
import { error } from '../core/wording/issue.ts';
import { nearestName } from '../core/wording/nearest-name.ts';
import { showName, showValue } from '../core/wording/show-value.ts';
import { sent, type Wording, wording } from '../core/wording/wording.ts';
import { cellOf } from './cell-of.ts';
import { FEED_VALUES, textUpTo } from './feed-values.ts';
import { NESTED_VALUES } from './nested-values.ts';

const FORMATS = ['json'] as const;

/** The only column that is known without a header file. */
const ID: FeedColumn = { column_name: 'id', data_type: 'text', is_nullable: 'NO' };

/** The two are unique together and are part of a table key of at most 2,048 bytes: up to 3 bytes a character, and the tenant. */
const LONGEST: ReadonlyMap<string, number> = new Map([
  ['email', 320],
  ['businessUnit', 255],
]);
/** Fields that a record empties in its user when they are empty or missing in the record. */
const OVERWRITTEN = [...LONGEST.keys()];

export const userFeedRules: ImportTypeRules = {
  name: 'user-feed',
  formats: FORMATS,
  paired: true,
  resolve: ({ settings, parameters }) => {
    const given = FeedParametersSchema.safeParse(parameters);
    return feedOf(given.success ? given.data.header : [ID], settings);
  },
};

function feedOf(header: readonly FeedColumn[], { attributes, allowInKeys }: SettingsSnapshot): ImportType {
  const declared = new Set(header.map(({ column_name }) => column_name));
  // The header of this file has precedence over the tenant's settings.
  const nested = attributes.filter(({ name }) => !declared.has(name));
  const neverNull = header
    .filter(({ is_nullable }) => is_nullable === 'NO')
    .map(({ column_name }) => column_name);
  const columns = ['id', ...declared, ...nested.map(({ name }) => name)];
  return {
    name: userFeedRules.name,
    formats: FORMATS,
    fields: [...header.map(columnRule), ...nested.map(nestedRule)],
    key: ['id'],
    allowInKeys,
    missingKey: (field, sent) => missingId(field, header, sent),
    keyFields: ['id', ...OVERWRITTEN],
    uniqueValues,
    overwrites: OVERWRITTEN,
    immutable: new Set(),
    unknownField: (name, raw) => undeclared(name, raw, columns),
    checkRecord: ({ clear }) => neverNull.filter((name) => clear.has(name)).map(missing),
    // A record need not repeat a value that its user already has.
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
  const rule = {
    name,
    ...kind,
    ...identityOf(name, type),
    description: `The header file declares it as ${type}.`,
  };
  return is_nullable === 'YES'
    ? rule
    : { ...rule, expected: `${kind.expected}, and never null`, nullable: false };
}

/** Columns that identify a user or are unique: see the identity rules. */
function identityOf(name: string, type: FeedColumn['data_type']): Pick<FieldRule, 'identity'> {
  if (name !== 'id' && !LONGEST.has(name)) return {};
  return { identity: type === 'text' ? 'declared-text' : 'declared-number' };
}

function nestedRule({ name, kind }: SettingsSnapshot['attributes'][number]): FieldRule {
  return { name, ...NESTED_VALUES[kind], description: `The tenant’s settings declare it as ${kind}.` };
}

/** An address is unique within a business unit; users without a unit share one scope. Letter case does not matter. */
function uniqueValues({ fields }: User): readonly UniqueValue[] {
  const email = fields.get('email');
  const unit = fields.get('businessUnit');
  if (email === undefined) return [];
  const shown = `${showValue(email)} in businessUnit ${unit === undefined ? '(none)' : showValue(unit)}`;
  return [{ field: 'email', scope: textOf(unit), value: mailboxOf(textOf(email).trim()), shown }];
}

function textOf(value: FieldValue | undefined): string {
  return value === undefined ? '' : String(value);
}

function missingId(field: string, header: readonly FeedColumn[], raw: unknown): Issue {
  const type = header.find(({ column_name }) => column_name === field)?.data_type ?? ID.data_type;
  const found = raw === undefined || raw === null ? '' : wording`, found ${sent(showValue(raw))}`;
  return invalid(
    field,
    wording`${field} is required: expected ${FEED_VALUES[type].expected}, neither null nor empty${found}`,
  );
}

function undeclared(name: string, raw: unknown, columns: readonly string[]): Issue {
  const shown = `\`${showName(name)}\``;
  const isNested = typeof raw === 'object' && raw !== null;
  const kind = Array.isArray(raw) ? 'array' : 'object';
  const message = isOwnAttribute(name)
    ? `${shown} is a name that Rollcall uses itself: rename it, or remove it`
    : isNested
      ? `${shown} is an ${kind} that is not declared: add it to the \`attributes\` of the tenant before you upload the file, or remove it`
      : `${shown} is not declared${meant(name, columns)}: declare it in the header file, or remove it`;
  return { ...invalid(name, message), ...(isNested && { rejectsFile: true }) };
}

/** Names are case-sensitive: `firstname` is not `firstName`. */
function meant(name: string, columns: readonly string[]): string {
  const nearest = nearestName(columns, name);
  return nearest === undefined ? '' : ` (\`${nearest}\` is)`;
}

function missing(name: string): Issue {
  return invalid(name, `${name} must not be empty or missing: the header file says that it is never null`);
}

function invalid(field: string, message: string | Wording): Issue {
  return error('VALIDATION_FAILED', message, field);
}

function readDetails({ fields }: User): ReadonlyMap<string, Cell> {
  return new Map([...fields].map(([name, value]) => [name, cellOf(value)]));
}
