import * as z from 'zod';
import type { Issue } from '../contracts/issue.ts';
import type { SettingsSnapshot } from '../contracts/tenant-settings.ts';
import type {
  Cell,
  FieldRule,
  ImportType,
  ImportTypeDefinition,
  UniqueValue,
} from '../core/import-type/import-type.ts';
import type { User, UserChange } from '../core/user/user.ts';
import { nearestName } from '../core/wording/nearest-name.ts';
import { showName, showValue } from '../core/wording/show-value.ts';
import { cellOf } from './cell-of.ts';
import * as values from './field-values.ts';
import { workspaceUsersSample } from './workspace-users-sample.ts';

const EMAIL = 'Primary Email';
const GROUPS = 'Groups';
const USERNAMES = 'Source Username(s)';
/** The template's, in its order: what comes out can be edited and goes in again. */
const COLUMNS = ['Current Status', 'Display Name', EMAIL, 'Role', GROUPS, USERNAMES];

/** Part of a table key of at most 2,048 bytes: 3 for a character, escaped, and source and tenant. */
const MAX_USERNAME = 255;
/** Each is a claim of its own to be taken. */
const MAX_USERNAMES = 100;
/** Unknown names that are reported one by one, and known ones that are listed. */
const MAX_NAMED = 20;

/** Users of a workspace, in the columns of its downloadable import template. */
export const workspaceUsers: ImportTypeDefinition = {
  name: 'workspace-users',
  title: 'Workspace users',
  description:
    'Users of a workspace, in the columns of its downloadable import template. The file is evaluated first; its sender sees how many users would be added and how many updated, and confirms or cancels.',
  notes: [
    'Groups and sources are those of the tenant’s settings; so is the number of records that a file may have (`limits.workspaceUsersRecords`).',
    'A group is named as it is written in the settings; status, role, sources and `none` in any letter case.',
    'What is already in a user’s groups and usernames stays there.',
    'A source that is not enabled rejects the whole file: nothing of it is imported.',
  ],
  sample: workspaceUsersSample,
  formats: ['csv'],
  confirms: true,
  resolve: ({ settings }) => typeOf(settings),
};

function typeOf({ groups, sources, limits }: SettingsSnapshot): ImportType {
  const enabled = new Map(sources.map((source) => [source.toLowerCase(), source]));
  const existing = new Set(groups);
  return {
    name: workspaceUsers.name,
    formats: workspaceUsers.formats,
    fields: fieldsFor(enabled),
    key: [EMAIL],
    // Letter case tells no two mailboxes apart; shown is the address as it was sent last.
    keyPart: (_, value) => String(value).toLowerCase(),
    missingKey: badAddress,
    keyFields: [EMAIL, USERNAMES],
    uniqueValues: ({ sets }) => [...(sets.get(USERNAMES) ?? [])].flatMap(identifierOf),
    immutable: new Set(),
    checkRecord: ({ sets }) => [
      ...unknownGroups(added(sets, GROUPS), existing),
      ...badUsernames(added(sets, USERNAMES), enabled),
    ],
    check: () => [],
    referableValues: () => [],
    references: () => [],
    details: { before: COLUMNS, isDynamic: () => false, read: readDetails },
    maxRecords: limits.workspaceUsersRecords,
    screened: true,
  };
}

function fieldsFor(enabled: ReadonlyMap<string, string>): readonly FieldRule[] {
  return [
    {
      name: 'Current Status',
      ...values.oneOf('Active', 'Archived'),
      description: 'Whether the user can sign in. In any letter case.',
    },
    { name: 'Display Name', ...values.text, description: 'The name by which others see the user.' },
    {
      name: EMAIL,
      ...values.emailAddress,
      description: 'Identifies the user; letter case does not matter.',
    },
    {
      name: 'Role',
      ...values.oneOf('User', 'Admin', 'Supervisor'),
      description: 'What the user may do. In any letter case.',
    },
    {
      name: GROUPS,
      schema: groupNames,
      expected: 'names of groups separated by commas, or none by itself',
      description: 'Groups that the user is added to: existing ones, by their exact names; none adds none.',
      addsToSet: true,
    },
    {
      name: USERNAMES,
      schema: values.commaSeparated
        .pipe(z.array(z.string()).max(MAX_USERNAMES))
        .transform((entries) => entries.map((entry) => asStored(entry, enabled))),
      expected: `at most ${MAX_USERNAMES} entries such as slack:ann, separated by commas`,
      description:
        'Identifiers that are added to the user’s, source:username each. The sources must be enabled for the tenant.',
      addsToSet: true,
    },
  ];
}

const isNone = (name: string): boolean => name.toLowerCase() === 'none';

const groupNames = values.commaSeparated
  .refine((names) => names.length < 2 || !names.some(isNone))
  .transform((names) => names.filter((name) => !isNone(name)));

function badAddress(field: string, sent?: unknown): Issue {
  if (sent !== undefined) {
    const expected = 'an e-mail address with a domain and a top-level domain, such as ann@example.com';
    return invalid(field, `${field} must be ${expected}, found ${showValue(sent)}`);
  }
  const message = `${field} is required: it identifies the user, such as ann@example.com`;
  return { ...invalid(field, message), code: 'BAD_REQUEST' };
}

function added(sets: UserChange['sets'], name: string): readonly string[] {
  return (sets.get(name) ?? []).flatMap((operation) => (operation.kind === 'add' ? [operation.element] : []));
}

function unknownGroups(names: readonly string[], existing: ReadonlySet<string>): readonly Issue[] {
  const unknown = [...new Set(names)].filter((name) => !existing.has(name));
  const named = unknown.slice(0, MAX_NAMED).map((name) => {
    const nearest = nearestName(existing, name);
    const advice =
      nearest === undefined ? 'create it first, or leave it out' : `did you mean \`${nearest}\`?`;
    return invalid(GROUPS, `${GROUPS}: there is no group \`${showName(name)}\`: ${advice}`);
  });
  const rest = unknown.length - named.length;
  return rest === 0 ? named : [...named, invalid(GROUPS, `${GROUPS}: ${rest} more groups do not exist`)];
}

/** `slack: ann` is `Slack:ann` where that is how the tenant writes the source; what is malformed stays as it is. */
function asStored(entry: string, enabled: ReadonlyMap<string, string>): string {
  const { source, username } = divide(entry);
  const known = source === undefined ? undefined : enabled.get(source.toLowerCase());
  return known === undefined ? entry : `${known}:${username}`;
}

/** At the first colon: a username may hold others. */
function divide(entry: string): { readonly source: string | undefined; readonly username: string } {
  const colon = entry.indexOf(':');
  if (colon === -1) return { source: undefined, username: entry };
  return { source: entry.slice(0, colon).trim(), username: entry.slice(colon + 1).trim() };
}

function badUsernames(entries: readonly string[], enabled: ReadonlyMap<string, string>): readonly Issue[] {
  const strange = new Map<string, string>();
  const issues: Issue[] = [];
  for (const entry of entries) {
    const { source, username } = divide(entry);
    if (source === undefined || source === '' || username === '' || username.length > MAX_USERNAME) {
      const expected = `source:username, such as slack:ann, with a username of at most ${MAX_USERNAME} characters`;
      issues.push(invalid(USERNAMES, `${USERNAMES} must be ${expected}, found ${showValue(entry)}`));
    } else if (!enabled.has(source.toLowerCase())) strange.set(source.toLowerCase(), source);
  }
  return [...issues, ...[...strange.values()].slice(0, MAX_NAMED).map((name) => notEnabled(name, enabled))];
}

function notEnabled(source: string, enabled: ReadonlyMap<string, string>): Issue {
  const names = [...enabled.values()];
  const list = `${names.slice(0, MAX_NAMED).join(', ')}${names.length > MAX_NAMED ? ', …' : ''}`;
  const state = names.length === 0 ? 'no source is' : `enabled are ${list}`;
  const message = `${USERNAMES}: the source \`${showName(source)}\` is not enabled (${state}): have it enabled, or leave its usernames out`;
  return { ...invalid(USERNAMES, message), rejectsFile: true };
}

/** The scope knows no letter case, so that a source that is renamed in that way keeps its identifiers. */
function identifierOf(element: string): readonly UniqueValue[] {
  const { source, username } = divide(element);
  if (source === undefined) return [];
  return [{ field: USERNAMES, scope: source.toLowerCase(), value: username, shown: JSON.stringify(element) }];
}

function invalid(field: string, message: string): Issue {
  return { severity: 'error', code: 'VALIDATION_FAILED', message, field, retryable: false };
}

function readDetails({ fields, sets }: User): ReadonlyMap<string, Cell> {
  const cells = new Map<string, Cell>();
  for (const [name, value] of fields) cells.set(name, cellOf(value));
  for (const [name, elements] of sets) cells.set(name, [...elements].sort().join(','));
  return cells;
}
