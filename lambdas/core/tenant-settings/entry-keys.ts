import type { SettingsList } from '../../contracts/tenant-commands.ts';
import type { TenantSettings } from '../../contracts/tenant-settings.ts';

type Entry = TenantSettings[SettingsList][number];

/** The key of an entry in its list: its id, else its name, its type and column, or the entry itself. */
export function keyOf(entry: Entry | undefined): string {
  if (entry === undefined) return '';
  if (typeof entry === 'string') return entry;
  if ('id' in entry) return entry.id;
  return 'column' in entry ? `${entry.importType} ${entry.column}` : entry.name;
}

/** GUIDs, sources and addresses are compared without regard to case. */
const IGNORING_CASE: ReadonlySet<SettingsList> = new Set([
  'memberGroups',
  'profileFields',
  'sources',
  'notify',
  'notifyDomains',
]);

export function isSameKey(list: SettingsList, one: string, other: string): boolean {
  const [a, b] = [one.normalize('NFC'), other.normalize('NFC')];
  return IGNORING_CASE.has(list) ? a.toLowerCase() === b.toLowerCase() : a === b;
}
