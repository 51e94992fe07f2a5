import * as z from 'zod';
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
import type { User, UserChange } from '../core/user/user.ts';
import { error } from '../core/wording/issue.ts';
import { nearestName } from '../core/wording/nearest-name.ts';
import { showName, showValue } from '../core/wording/show-value.ts';
import { sent, type Wording, wording } from '../core/wording/wording.ts';
import { cellOf } from './cell-of.ts';
import * as columnNames from './column-names.ts';
import * as values from './field-values.ts';
import { addressProblem } from './value-hints.ts';

const EMAIL = 'Primary Email';
const GROUPS = 'Groups';
const USERNAMES = 'Source Username(s)';

/** Part of a table key of at most 2,048 bytes: up to 3 bytes a character, after escaping, and the source and the tenant. */
const MAX_USERNAME = 255;
/** Each username is a claim item. */
const MAX_USERNAMES = 100;
/** Names that a message lists. */
const MAX_LISTED = 10;
/** Unknown groups of a record that are compared with all groups of the tenant, of which there may be 2,000. */
const MAX_SUGGESTED = 3;

/** `ldap:cn=Ann,ou=People` is cut in two. */
const CUT_BY_COMMA =
  '; write a source before each name: commas separate the usernames, so a name cannot contain one';

const BY_COMMAS = 'separate them by commas, such as slack:ann,teams:ann2';

export const workspaceUsersRules: ImportTypeRules = {
  name: 'workspace-users',
  formats: ['csv'],
  confirms: true,
  resolve: ({ settings }) => typeOf(settings),
};

function typeOf({ groups, sources, limits, allowInKeys }: SettingsSnapshot): ImportType {
  const enabled = new Map(sources.map((source) => [source.toLowerCase(), source]));
  const existing = new Map(groups.map((group) => [group.normalize('NFC'), group]));
  const fields = fieldsFor(enabled, existing);
  return {
    name: workspaceUsersRules.name,
    formats: workspaceUsersRules.formats,
    fields,
    key: [EMAIL],
    // Two addresses that differ only in letter case are one mailbox. The user keeps the latest spelling.
    keyPart: (_, value) => mailboxOf(String(value)),
    allowInKeys,
    missingKey: badAddress,
    keyFields: [EMAIL, USERNAMES],
    uniqueValues: ({ sets }) => [...(sets.get(USERNAMES) ?? [])].flatMap(identifierOf),
    immutable: new Set(),
    checkRecord: ({ sets }) => [
      ...unknownGroups(added(sets, GROUPS), new Set(groups)),
      ...badUsernames(added(sets, USERNAMES), enabled),
    ],
    check: () => [],
    referableValues: () => [],
    references: () => [],
    // The columns of the template: a results file can be edited and imported again.
    details: { before: fields.map(({ name }) => name), isDynamic: () => false, read: readDetails },
    maxRecords: limits.workspaceUsersRecords,
    screened: true,
  };
}

/** The columns of the template, in its order. */
function fieldsFor(
  enabled: ReadonlyMap<string, string>,
  existing: ReadonlyMap<string, string>,
): readonly FieldRule[] {
  return [
    {
      name: 'Current Status',
      humanNames: columnNames.status,
      ...values.oneOf('Active', 'Archived'),
      description: 'Whether the user can sign in. Letter case does not matter.',
    },
    {
      name: 'Display Name',
      ...values.text,
      humanNames: columnNames.wholeName,
      description: 'Name that other users see.',
    },
    {
      name: EMAIL,
      humanNames: ['Email', ...columnNames.emailAddress],
      ...values.identifyingAddress,
      description: 'Identifies the user; letter case does not matter.',
    },
    {
      name: 'Role',
      humanNames: columnNames.role,
      ...values.oneOf('User', 'Admin', 'Supervisor'),
      description: 'Permissions of the user. Letter case does not matter.',
    },
    {
      name: GROUPS,
      humanNames: columnNames.groups,
      maxLength: values.MAX_LIST,
      // Names are compared in NFC, and stored as the tenant spells them.
      schema: groupNames.transform((names) => names.map((name) => existing.get(name) ?? name)),
      identity: 'name-list',
      expected: 'group names separated by commas, or only the word none',
      description:
        'Existing groups that the user is added to, by their exact names. The word none adds no group.',
      addsToSet: true,
    },
    {
      name: USERNAMES,
      humanNames: columnNames.usernames,
      maxLength: values.MAX_LIST,
      schema: values.commaSeparated
        .pipe(z.array(z.string()).max(MAX_USERNAMES))
        .transform((entries) => entries.map((entry) => asStored(entry, enabled))),
      identity: 'prefixed-list',
      expected: `at most ${MAX_USERNAMES} entries such as slack:ann, separated by commas`,
      description:
        'Usernames in other systems that are added to the user, each as source:username. The sources must be enabled for the tenant.',
      addsToSet: true,
    },
  ];
}

const isNone = (name: string): boolean => name.toLowerCase() === 'none';

const groupNames = values.commaSeparated
  .refine((names) => names.length < 2 || !names.some(isNone))
  .transform((names) => names.filter((name) => !isNone(name)));

function badAddress(field: string, value?: unknown): Issue {
  if (value !== undefined) {
    const expected = 'an e-mail address with a domain and a top-level domain, such as ann@example.com';
    const found = addressProblem(value) ?? showValue(value);
    return invalid(field, wording`${field} must be ${expected}, found ${sent(found)}`);
  }
  const message = `${field} is required: it identifies the user, such as ann@example.com`;
  return { ...invalid(field, message), code: 'BAD_REQUEST' };
}

function added(sets: UserChange['sets'], name: string): readonly string[] {
  return (sets.get(name) ?? []).flatMap((operation) => (operation.kind === 'add' ? [operation.element] : []));
}

function unknownGroups(names: readonly string[], existing: ReadonlySet<string>): readonly Issue[] {
  const unknown = [...new Set(names)].filter((name) => !existing.has(name));
  return unknown.map((name, i) => {
    const nearest = i < MAX_SUGGESTED ? nearestName(existing, name) : undefined;
    const advice =
      nearest === undefined ? 'create it first, or leave it out' : `did you mean \`${nearest}\`?`;
    return invalid(GROUPS, `${GROUPS}: there is no group \`${showName(name)}\`: ${advice}`);
  });
}

/** `slack: ann` becomes `Slack:ann` if the tenant spells the source that way. A malformed entry is returned unchanged. */
function asStored(entry: string, enabled: ReadonlyMap<string, string>): string {
  const { source, username } = divide(entry);
  const known = source === undefined ? undefined : enabled.get(source.toLowerCase());
  return known === undefined ? entry : `${known}:${username}`;
}

/** Splits at the first colon, because a username may contain colons. */
function divide(entry: string): { readonly source: string | undefined; readonly username: string } {
  const colon = entry.indexOf(':');
  if (colon === -1) return { source: undefined, username: entry };
  return { source: entry.slice(0, colon).trim(), username: entry.slice(colon + 1).trim() };
}

function badUsernames(entries: readonly string[], enabled: ReadonlyMap<string, string>): readonly Issue[] {
  const disabled = new Map<string, string>();
  const issues: Issue[] = [];
  for (const entry of entries) {
    const { source, username } = divide(entry);
    if (source === undefined || source === '' || username === '' || username.length > MAX_USERNAME) {
      const expected = `source:username, such as slack:ann, with a username of at most ${MAX_USERNAME} characters`;
      const commas = source === undefined && entries.length > 1 ? CUT_BY_COMMA : '';
      issues.push(
        invalid(
          USERNAMES,
          wording`${USERNAMES} must be ${expected}, found ${sent(showValue(entry))}${commas}`,
        ),
      );
    } else if (hasSeveral(username, enabled)) {
      issues.push(
        invalid(
          USERNAMES,
          wording`${USERNAMES}: found ${sent(showValue(entry))}, which has several usernames; ${BY_COMMAS}`,
        ),
      );
    } else if (!enabled.has(source.toLowerCase())) disabled.set(source.toLowerCase(), source);
  }
  return [...issues, ...[...disabled.values()].map((name) => notEnabled(name, enabled))];
}

/** `ann; teams:ann2`: the source of another username follows. */
function hasSeveral(username: string, enabled: ReadonlyMap<string, string>): boolean {
  if (/[;\n] *\p{L}[\p{L}\p{N} ._-]*:/u.test(username)) return true;
  for (let colon = username.indexOf(':'); colon !== -1; colon = username.indexOf(':', colon + 1)) {
    const before = username.slice(0, colon).trimEnd().toLowerCase();
    for (const source of enabled.keys())
      if (before.endsWith(source) && /[;|/\s]$/.test(before.slice(0, -source.length))) return true;
  }
  return false;
}

function notEnabled(source: string, enabled: ReadonlyMap<string, string>): Issue {
  const names = [...enabled.values()];
  const list = `${names.slice(0, MAX_LISTED).join(', ')}${names.length > MAX_LISTED ? ', …' : ''}`;
  const state = names.length === 0 ? 'no source is' : `enabled are ${list}`;
  const message = `${USERNAMES}: the source \`${showName(source)}\` is not enabled (${state}): ask for it to be enabled, or remove its usernames`;
  return { ...invalid(USERNAMES, message), rejectsFile: true };
}

/** The scope is in lower case, so that a source keeps its usernames when only the letter case of its name changes. */
function identifierOf(element: string): readonly UniqueValue[] {
  const { source, username } = divide(element);
  if (source === undefined) return [];
  return [{ field: USERNAMES, scope: source.toLowerCase(), value: username, shown: showValue(element) }];
}

function invalid(field: string, message: string | Wording): Issue {
  return error('VALIDATION_FAILED', message, field);
}

function readDetails({ fields, sets }: User): ReadonlyMap<string, Cell> {
  const cells = new Map<string, Cell>();
  for (const [name, value] of fields) cells.set(name, cellOf(value));
  for (const [name, elements] of sets) cells.set(name, [...elements].sort().join(','));
  return cells;
}
