import { TenantSchema } from '../../contracts/import-options.ts';

export interface UploadKey {
  readonly tenant: string;
  /** `auto`: to be recognised from the header. */
  readonly importType: string;
  readonly fileName: string;
}

/** In place of an import type: files that a request will name. They start nothing by themselves. */
export const STAGING = 'staging';

/**
 * Reads `partners/<tenant>/<import type>/<name>`; a file directly under the tenant is recognised from its content.
 * Returns undefined for keys that are no upload (`…/` placeholders that consoles make) or name no tenant.
 */
export function parseUploadKey(key: string): UploadKey | undefined {
  const [root, tenant, ...rest] = key.split('/');
  const fileName = rest.at(-1);
  if (
    root !== 'partners' ||
    !TenantSchema.safeParse(tenant).success ||
    fileName === undefined ||
    fileName === ''
  ) {
    return undefined;
  }
  const importType = rest.length > 1 ? (rest[0] as string) : 'auto';
  return { tenant: tenant as string, importType, fileName };
}
