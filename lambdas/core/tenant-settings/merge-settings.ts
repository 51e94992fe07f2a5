import { type TenantSettings, TenantSettingsSchema } from '../../contracts/tenant-settings.ts';
import { inPlainWords } from '../wording/describe-issue.ts';
import { MAX_BYTES } from './edit-settings.ts';

export interface SettingsProblem {
  /** From the root of the settings. */
  readonly path: readonly string[];
  readonly message: string;
}

export type MergedSettings =
  | { readonly ok: true; readonly settings: TenantSettings }
  | { readonly ok: false; readonly problems: readonly SettingsProblem[] };

/** The settings are objects in objects only so far. What is deeper in a patch is refused by the schema. */
const MAX_DEPTH = 8;
const MAX_PROBLEMS = 20;

/**
 * Applies a JSON Merge Patch (RFC 7396): an object changes the members that it names, `null` removes one, which gets its
 * default, and any other value replaces the old one. API keys are no part of it.
 */
export function mergeSettings(
  { apiKeys, ...settings }: TenantSettings,
  patch: Readonly<Record<string, unknown>>,
): MergedSettings {
  if (Object.hasOwn(patch, 'apiKeys'))
    return refused([{ path: ['apiKeys'], message: 'API keys have operations of their own.' }]);
  const merged = { ...(merge(settings, patch) as object), apiKeys };
  const parsed = TenantSettingsSchema.safeParse(merged, inPlainWords);
  if (!parsed.success)
    return refused(
      parsed.error.issues.flatMap((issue) => {
        const path = issue.path.map(String);
        return issue.code === 'unrecognized_keys'
          ? issue.keys.map((key) => ({ path: [...path, key], message: 'There is no such setting.' }))
          : [{ path, message: issue.message }];
      }),
    );
  const bytes = Buffer.byteLength(JSON.stringify(parsed.data));
  if (bytes > MAX_BYTES)
    return refused([
      { path: [], message: `expected settings of at most ${MAX_BYTES} bytes as JSON, found ${bytes}` },
    ]);
  return { ok: true, settings: parsed.data };
}

function merge(target: unknown, patch: unknown, depth = 0): unknown {
  if (!isObject(patch) || depth > MAX_DEPTH) return patch;
  const merged = new Map(isObject(target) ? Object.entries(target) : []);
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) merged.delete(name);
    else merged.set(name, merge(merged.get(name), value, depth + 1));
  }
  return Object.fromEntries(merged);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refused(problems: readonly SettingsProblem[]): MergedSettings {
  return { ok: false, problems: problems.slice(0, MAX_PROBLEMS) };
}
