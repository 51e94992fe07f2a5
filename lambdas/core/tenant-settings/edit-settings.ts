import type { EditRefusal, SettingsList, TenantEdit } from '../../contracts/tenant-commands.ts';
import { type TenantSettings, TenantSettingsSchema } from '../../contracts/tenant-settings.ts';
import { inPlainWords } from '../wording/describe-issue.ts';
import { shorten, showValue, visible } from '../wording/show-value.ts';
import { describeProblems } from './describe-problems.ts';
import { isSameKey, keyOf } from './entry-keys.ts';

export type EditedSettings =
  | { readonly ok: true; readonly settings: TenantSettings }
  | { readonly ok: false; readonly code: EditRefusal; readonly message: string };

/**
 * Maximum size as JSON, in bytes. The item of each import has a copy, together with its own attributes, and DynamoDB
 * allows 400 KB.
 */
export const MAX_BYTES = 240 * 1024;

/**
 * Applies the edits one after another, all or none. The result is valid settings or a refusal, whatever the edits
 * contain.
 */
export function editSettings(settings: TenantSettings, edits: readonly TenantEdit[]): EditedSettings {
  let edited: EditedSettings = { ok: true, settings };
  for (const edit of edits) {
    edited = makeEdit(edited.settings, edit);
    if (!edited.ok) return edited;
  }
  const bytes = Buffer.byteLength(JSON.stringify(edited.settings));
  return bytes <= MAX_BYTES
    ? judged(edited.settings)
    : invalid([`expected settings of at most ${MAX_BYTES} bytes as JSON, found ${bytes}`]);
}

function makeEdit(settings: TenantSettings, edit: TenantEdit): EditedSettings {
  switch (edit.edit) {
    case 'replace':
      return judged(edit.settings);
    case 'add':
      return add(settings, edit);
    case 'remove':
      return remove(settings, edit);
    case 'limit':
      return judged({ ...settings, limits: { ...settings.limits, [edit.name]: edit.value ?? undefined } });
  }
}

/** Rules about all entries of a list together are checked after the last edit. */
function add(
  settings: TenantSettings,
  { list, entry }: Extract<TenantEdit, { edit: 'add' }>,
): EditedSettings {
  // First by itself, so that it is compared in the form in which it is stored.
  const alone = judged({ [list]: [entry] });
  if (!alone.ok) return { ...alone, message: alone.message.replaceAll(`${list}.0`, list) };
  const [added] = alone.settings[list];
  const key = keyOf(added);
  const there = settings[list].find((one) => isSameKey(list, keyOf(one), key));
  if (there === undefined) return changed(settings, list, [...settings[list], added]);
  if (JSON.stringify(there) === JSON.stringify(added)) return { ok: true, settings };
  const message = `${list}: ${showValue(key)} already exists, as ${showEntry(there)}; remove it first`;
  return { ok: false, code: 'AlreadyExists', message };
}

const MAX_SHOWN = 20;
const MAX_ENTRY = 200;

function showEntry(entry: unknown): string {
  return visible(shorten(JSON.stringify(entry), MAX_ENTRY));
}

function remove(settings: TenantSettings, edit: Extract<TenantEdit, { edit: 'remove' }>): EditedSettings {
  const { list } = edit;
  const key = asKept(list, edit.key);
  const kept = settings[list].filter((one) => !isSameKey(list, keyOf(one), key));
  if (kept.length < settings[list].length) return changed(settings, list, kept);
  const keys = settings[list].slice(0, MAX_SHOWN).map((one) => showValue(keyOf(one)));
  const more = settings[list].length > MAX_SHOWN ? ', …' : '';
  const found = keys.length === 0 ? 'the list is empty' : `found ${keys.join(', ')}${more}`;
  return { ok: false, code: 'NotFound', message: `${list}: there is no ${showValue(edit.key)}; ${found}` };
}

/** The key of a text entry in the form in which it is stored: a host is stored as its origin. */
function asKept(list: SettingsList, key: string): string {
  const alone = judged({ [list]: [key] });
  return alone.ok ? keyOf(alone.settings[list][0]) : key;
}

function changed(settings: TenantSettings, list: SettingsList, entries: unknown): EditedSettings {
  return { ok: true, settings: { ...settings, [list]: entries } };
}

function judged(settings: unknown): EditedSettings {
  const parsed = TenantSettingsSchema.safeParse(settings, inPlainWords);
  return parsed.success
    ? { ok: true, settings: parsed.data }
    : invalid(describeProblems(parsed.error, settings));
}

function invalid(problems: readonly string[]): EditedSettings {
  return { ok: false, code: 'InvalidSettings', message: problems.join('\n') };
}
