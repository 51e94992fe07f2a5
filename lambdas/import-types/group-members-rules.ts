import * as z from 'zod';
import {
  type GroupMembersParameters,
  GroupMembersParametersSchema,
  MEMBER_FIELDS,
} from '../contracts/group-members.ts';
import type { Issue } from '../contracts/issue.ts';
import type { SettingsSnapshot } from '../contracts/tenant-settings.ts';
import type { FieldRule, ImportType, ImportTypeRules, TypeContext } from '../core/import-type/import-type.ts';
import { mailboxOf } from '../core/user/mailbox.ts';
import type { FieldValue } from '../core/user/user.ts';
import { inPlainWords } from '../core/wording/describe-issue.ts';
import { error } from '../core/wording/issue.ts';
import { showValue } from '../core/wording/show-value.ts';
import { sent, wording } from '../core/wording/wording.ts';
import { cellOf } from './cell-of.ts';
import * as values from './field-values.ts';
import { addressProblem } from './value-hints.ts';

const FORMATS = ['csv'] as const;
const REGULAR = 2;

const RULES: readonly FieldRule[] = [
  {
    name: 'email',
    ...values.identifyingAddress,
    description: 'E-mail address. Identifies the member; letter case does not matter.',
  },
  { name: 'firstName', ...values.text, description: 'First name.' },
  { name: 'lastName', ...values.text, description: 'Last name.' },
];

export const groupMembersRules: ImportTypeRules = {
  name: 'group-members',
  formats: FORMATS,
  problem: (context) => {
    const problems = memberProblems(context);
    if (problems.length === 0) return undefined;
    const described = problems.map(({ path, message }) => `${path.join('.') || 'parameters'}: ${message}`);
    return `A file of group members needs the parameters group, roleId, blocked and selectedFields, which a request to the API sets (docs/group-members-api.md). ${described.join('; ')}.`;
  },
  resolve: ({ settings, parameters }) => {
    const given = GroupMembersParametersSchema.safeParse(parameters);
    return typeOf(given.success ? given.data : undefined, settings);
  },
};

/** Unknown parameters are refused by name. What is accepted is stored on the import. */
const OnlyMemberParameters = z.strictObject(GroupMembersParametersSchema.shape);

/** A problem of one parameter. */
export interface ParameterProblem {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** The problems of a file's parameters, by their schema or by the tenant's settings. */
export function memberProblems({ settings, parameters }: TypeContext): readonly ParameterProblem[] {
  const given = OnlyMemberParameters.safeParse(parameters, inPlainWords);
  if (!given.success) return given.error.issues.map(({ path, message }) => ({ path, message }));
  const { group, selectedFields } = given.data;
  const hasGroup = settings.memberGroups.some(({ id }) => id === group);
  const known = new Set(settings.profileFields.map(({ id }) => id));
  const unknown = selectedFields.flatMap((id, i) =>
    known.has(id) ? [] : [{ path: ['selectedFields', i], message: 'there is no such profile field' }],
  );
  return [...(hasGroup ? [] : [{ path: ['group'], message: 'there is no such group' }]), ...unknown];
}

/** The user's field for the value of a profile field. */
export function profileField(name: string): string {
  return `profile.${name}`;
}

/** The user's field for the role in the group; absent for users who are not members. */
export function roleField(group: string): string {
  return `memberships.${group}.roleId`;
}

/** The user's field that is true while the member is blocked in the group. */
export function blockedField(group: string): string {
  return `memberships.${group}.blocked`;
}

function typeOf(
  parameters: GroupMembersParameters | undefined,
  { profileFields, allowInKeys }: SettingsSnapshot,
): ImportType {
  const names = new Map(profileFields.map(({ id, name }) => [id, profileField(name)]));
  const selected = (parameters?.selectedFields ?? []).flatMap((id) => names.get(id) ?? []);
  const constants = membership(parameters);
  const columns = new Set([...MEMBER_FIELDS.map(({ field }) => field), ...constants.keys(), ...selected]);
  return {
    name: groupMembersRules.name,
    formats: FORMATS,
    fields: [...RULES, ...[...new Set(selected)].map(profileRule)],
    headerless: [...MEMBER_FIELDS.map(({ field }) => field), ...selected],
    constants,
    key: ['email'],
    // Two addresses that differ only in letter case are one mailbox.
    keyPart: (_, email) => mailboxOf(String(email)),
    allowInKeys,
    keyFields: ['email'],
    uniqueValues: () => [],
    missingKey,
    immutable: new Set(),
    check: () => [],
    referableValues: () => [],
    references: () => [],
    details: {
      before: [...columns],
      isDynamic: () => false,
      read: ({ fields }) =>
        new Map(
          [...fields].filter(([name]) => columns.has(name)).map(([name, value]) => [name, cellOf(value)]),
        ),
    },
  };
}

function membership(parameters: GroupMembersParameters | undefined): ReadonlyMap<string, FieldValue> {
  if (parameters === undefined) return new Map();
  const { group, roleId, blocked } = parameters;
  return new Map<string, FieldValue>([
    [roleField(group), Math.max(roleId, REGULAR)],
    [blockedField(group), blocked],
  ]);
}

function profileRule(name: string): FieldRule {
  return { name, ...values.text, description: 'A profile field of the tenant.' };
}

function missingKey(field: string, value?: unknown): Issue {
  const found = value === undefined ? 'nothing' : sent(addressProblem(value) ?? showValue(value));
  const message = wording`${field} must be ${values.emailAddress.expected}, found ${found}`;
  return error('VALIDATION_FAILED', message, field);
}
