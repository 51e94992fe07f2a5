import type { SettingsList } from '../lambdas/contracts/tenant-commands.ts';

interface EntryWords {
  readonly list: SettingsList;
  /** What stands behind `add <tenant> <kind>`. */
  readonly words: string;
  readonly note: string;
  /** Undefined: these words make no entries. */
  readonly read: (values: readonly string[]) => readonly unknown[] | undefined;
}

/** Each word is an entry. */
const texts: EntryWords['read'] = (values) => values;
/** The words are the parts of one entry, of which the last `optional` ones may be left out. */
const parts =
  (names: readonly string[], optional = 0): EntryWords['read'] =>
  (values) =>
    values.length > names.length || values.length < names.length - optional
      ? undefined
      : [Object.fromEntries(values.map((value, index) => [names[index], value]))];

/** What people call an entry of each list, and how they write one. */
export const ENTRY_KINDS = {
  program: {
    list: 'programs',
    words: 'ID [SHARE-LINK]',
    note: 'a referral program; {code} in the link stands for the code',
    read: parts(['id', 'shareLink'], 1),
  },
  group: { list: 'groups', words: 'NAME…', note: 'groups of workspace users', read: texts },
  source: { list: 'sources', words: 'NAME…', note: 'systems that they may have names in', read: texts },
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
    note: 'an attribute of the user feed that is no scalar',
    read: parts(['name', 'kind']),
  },
  host: { list: 'allowedHosts', words: 'HOST…', note: 'from where files may be fetched', read: texts },
  notify: {
    list: 'notify',
    words: 'ADDRESS…',
    note: 'who is told, where the upload names nobody',
    read: texts,
  },
  'api-key': { list: 'apiKeys', words: '', note: '', read: () => undefined },
} as const satisfies Readonly<Record<string, EntryWords>>;

export type EntryKind = keyof typeof ENTRY_KINDS;

/** @returns the entries that the words make, not judged yet; undefined when there are too few or too many. */
export function readEntries(kind: EntryKind, values: readonly string[]): readonly unknown[] | undefined {
  return ENTRY_KINDS[kind].read(values);
}
