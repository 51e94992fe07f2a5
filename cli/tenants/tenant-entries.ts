import type { SettingsList } from '../../lambdas/contracts/tenant-commands.ts';
import { readMapWord } from './column-map-word.ts';

interface EntryWords {
  readonly list: SettingsList;
  /** The arguments after `tenant add <tenant> <kind>`. */
  readonly words: string;
  readonly note: string;
  /** Returns undefined for too few or too many words. */
  readonly read: (values: readonly string[]) => readonly unknown[] | undefined;
}

/** Each word is an entry. */
const texts: EntryWords['read'] = (values) => values;
/** The words are the parts of one entry, of which the last `optional` ones may be omitted. */
const parts =
  (names: readonly string[], optional = 0): EntryWords['read'] =>
  (values) =>
    values.length > names.length || values.length < names.length - optional
      ? undefined
      : [Object.fromEntries(values.map((value, index) => [names[index], value]))];

/** `participants 'First Name=firstName' Notes=-`. A field has no equals sign in its name, a column may have. */
const columns: EntryWords['read'] = ([importType, ...words]) =>
  words.length === 0 || words.some((word) => !word.includes('='))
    ? undefined
    : words.map((word) => {
        const [column, field] = readMapWord(word);
        return { importType, column, field };
      });

/** The lists by the names that people type, and how an entry is typed. */
export const ENTRY_KINDS = {
  program: {
    list: 'programs',
    words: 'ID [SHARE-LINK]',
    note: 'a referral program; {code} in the link is replaced by the code',
    read: parts(['id', 'shareLink'], 1),
  },
  group: { list: 'groups', words: 'NAME…', note: 'groups of workspace users', read: texts },
  source: {
    list: 'sources',
    words: 'NAME…',
    note: 'systems that workspace users may have usernames in',
    read: texts,
  },
  'profile-field': {
    list: 'profileFields',
    words: 'ID NAME',
    note: 'a profile field of the network',
    read: parts(['id', 'name']),
  },
  'member-group': {
    list: 'memberGroups',
    words: 'ID [NAME]',
    note: 'a group of the network',
    read: parts(['id', 'name'], 1),
  },
  attribute: {
    list: 'attributes',
    words: 'NAME array|object',
    note: 'an attribute of the user feed that is an array or object',
    read: parts(['name', 'kind']),
  },
  host: { list: 'allowedHosts', words: 'HOST…', note: 'hosts that files may be fetched from', read: texts },
  notify: {
    list: 'notify',
    words: 'ADDRESS…',
    note: 'who receives the e-mail about each import, with its files',
    read: texts,
  },
  'notify-domain': {
    list: 'notifyDomains',
    words: 'DOMAIN…',
    note: 'domains of further recipients that an upload may name',
    read: texts,
  },
  column: {
    list: 'columns',
    words: 'TYPE COLUMN=FIELD…',
    note: 'fields of columns that have other names; - as the field leaves the column out',
    read: columns,
  },
  'allow-in-keys': {
    list: 'allowInKeys',
    words: 'RULE…',
    note: 'values that may be keys although a rule refuses them',
    read: texts,
  },
} as const satisfies Readonly<Record<string, EntryWords>>;

export type EntryKind = keyof typeof ENTRY_KINDS;

/** @returns the entries, not validated yet; undefined for too few or too many words */
export function readEntries(kind: EntryKind, values: readonly string[]): readonly unknown[] | undefined {
  return ENTRY_KINDS[kind].read(values);
}
