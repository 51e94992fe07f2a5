import type { ApiProblem } from '../../client/errors.ts';

export type SectionName = 'general' | 'mails' | 'limits' | 'columns' | 'lists';

/** How a setting is edited. `path` is where it is in the settings, such as `limits.openImports`. */
export type Setting =
  | { readonly kind: 'switch' | 'number' | 'text' | 'lines'; readonly path: SettingPath }
  | { readonly kind: 'choice'; readonly path: SettingPath; readonly choices: readonly string[] }
  | { readonly kind: 'rows'; readonly path: SettingPath; readonly cells: readonly CellName[] };

export type SettingPath = (typeof PATHS)[number];
export type CellName = 'id' | 'name' | 'shareLink' | 'kind' | 'importType' | 'column' | 'field';

const PATHS = [
  'reviewRequired',
  'rememberColumns',
  'fullResults',
  'retentionDays',
  'encoding',
  'locale',
  'notify',
  'notifyDomains',
  'limits.openImports',
  'limits.workspaceUsersRecords',
  'limits.syncRecords',
  'limits.feedPairHours',
  'limits.confirmationHours',
  'limits.mailsPerDay',
  'columns',
  'programs',
  'groups',
  'sources',
  'memberGroups',
  'profileFields',
  'attributes',
  'allowInKeys',
  'allowedHosts',
] as const;

/** The settings in the order of the screen. The API checks them, and says for each one what it expects. */
export const SECTIONS: Readonly<Record<SectionName, readonly Setting[]>> = {
  general: [
    { kind: 'switch', path: 'reviewRequired' },
    { kind: 'switch', path: 'rememberColumns' },
    { kind: 'switch', path: 'fullResults' },
    { kind: 'choice', path: 'retentionDays', choices: ['1', '7', '14', '30', '60', '90', '180', '365'] },
    { kind: 'text', path: 'encoding' },
    { kind: 'text', path: 'locale' },
  ],
  mails: [
    { kind: 'lines', path: 'notify' },
    { kind: 'lines', path: 'notifyDomains' },
    { kind: 'number', path: 'limits.mailsPerDay' },
  ],
  limits: [
    { kind: 'number', path: 'limits.openImports' },
    { kind: 'number', path: 'limits.workspaceUsersRecords' },
    { kind: 'number', path: 'limits.confirmationHours' },
    { kind: 'number', path: 'limits.feedPairHours' },
    { kind: 'number', path: 'limits.syncRecords' },
  ],
  columns: [{ kind: 'rows', path: 'columns', cells: ['importType', 'column', 'field'] }],
  lists: [
    { kind: 'rows', path: 'programs', cells: ['id', 'shareLink'] },
    { kind: 'lines', path: 'groups' },
    { kind: 'lines', path: 'sources' },
    { kind: 'rows', path: 'memberGroups', cells: ['id', 'name'] },
    { kind: 'rows', path: 'profileFields', cells: ['id', 'name'] },
    { kind: 'rows', path: 'attributes', cells: ['name', 'kind'] },
    { kind: 'lines', path: 'allowInKeys' },
    { kind: 'lines', path: 'allowedHosts' },
  ],
};

/** Values as they are in a JSON document. */
export type Json =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Json[]
  | { readonly [key: string]: Json };

/** What the person has changed, by path. `null` restores the default. */
export type Changes = Readonly<Partial<Record<SettingPath, Json>>>;

export function valueAt(settings: Json, path: string): Json {
  return path.split('.').reduce<Json>((value, key) => (isObject(value) ? value[key] : undefined), settings);
}

/** A JSON Merge Patch. Lines and rows that are empty are left out. */
export function patchOf(changes: Changes): Record<string, Json> {
  const patch: Record<string, Json> = {};
  for (const [path, value] of Object.entries(changes)) {
    const [head = '', tail] = path.split('.');
    const before = patch[head];
    patch[head] =
      tail === undefined ? cleaned(value) : { ...(isObject(before) && before), [tail]: cleaned(value) };
  }
  return patch;
}

function cleaned(value: Json): Json {
  if (!isList(value)) return value;
  return value
    .map(withoutBlanks)
    .filter((entry) => (isObject(entry) ? Object.keys(entry).length > 0 : entry !== ''));
}

function withoutBlanks(entry: Json): Json {
  if (typeof entry === 'string') return entry.trim();
  if (!isObject(entry)) return entry;
  const cells = Object.entries(entry).map(([name, cell]) => [
    name,
    typeof cell === 'string' ? cell.trim() : cell,
  ]);
  return Object.fromEntries(cells.filter(([, cell]) => cell !== ''));
}

/** What is wrong with a setting. */
export interface SettingError {
  /** Of an entry of a list: its number. */
  readonly entry?: number;
  /** In English. */
  readonly detail: string;
}

/** What the API says about single settings. An error inside a list is one of the list. */
export function errorsByPath({ body }: ApiProblem): ReadonlyMap<SettingPath, readonly SettingError[]> {
  const errors = new Map<SettingPath, SettingError[]>();
  for (const { pointer = '', detail } of body.errors ?? []) {
    const keys = pointer
      .split('/')
      .slice(1)
      .filter((key) => key !== 'settings');
    const path = PATHS.find((one) => one === keys.join('.')) ?? PATHS.find((one) => one === keys[0]);
    if (path === undefined) continue;
    const index = Number(keys[1]);
    const error = Number.isInteger(index) ? { entry: index + 1, detail } : { detail };
    errors.set(path, [...(errors.get(path) ?? []), error]);
  }
  return errors;
}

export interface Rebased {
  readonly changes: Changes;
  /** Settings that the other person has changed as well: theirs are shown. */
  readonly lost: readonly SettingPath[];
}

/** What stays of the person's changes after another person has saved: they are kept where only one of them has changed something. */
export function rebase(changes: Changes, before: Json, now: Json): Rebased {
  const isSame = (path: string) =>
    JSON.stringify(valueAt(before, path)) === JSON.stringify(valueAt(now, path));
  const own = Object.entries(changes) as [SettingPath, Json][];
  return {
    changes: Object.fromEntries(own.filter(([path]) => isSame(path))),
    lost: own.map(([path]) => path).filter((path) => !isSame(path)),
  };
}

export function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

export function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !isList(value);
}
