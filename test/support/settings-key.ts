import { createHash, randomBytes } from 'node:crypto';
import type { SettingsKey } from '../../lambdas/contracts/tenant-settings.ts';

const SECRET_BYTES = 24;

/** Creates a key as versions before 0.2 did, whose hash is in the tenant's settings. @returns the key itself, and the settings entry with its hash */
export function createSettingsKey(
  tenant: string,
  name: string,
  now: Date,
): { readonly text: string; readonly entry: SettingsKey } {
  const text = `rk_${tenant}_${randomBytes(SECRET_BYTES).toString('hex')}`;
  const sha256 = createHash('sha256').update(text).digest('hex');
  return { text, entry: { name, sha256, createdAt: now.toISOString() } };
}
