import { TenantSchema } from '../../contracts/import-options.ts';
import { UPLOADS_PREFIX } from '../../contracts/object-prefixes.ts';

export interface UploadKey {
  readonly tenant: string;
  /** `auto`: the type is recognised from the header. */
  readonly importType: string;
  readonly fileName: string;
}

/** Used instead of an import type for files that a request will refer to. Uploading them starts nothing. */
export const STAGING = 'staging';

/** The object key of an upload: `partners/<tenant>/<import type>/<file name>`; `folder` keeps files of one name apart. */
export function uploadKey({
  tenant,
  importType,
  folder,
  fileName,
}: UploadKey & { readonly folder?: string }) {
  const path = folder === undefined ? fileName : `${folder}/${fileName}`;
  return `${UPLOADS_PREFIX}${tenant}/${importType}/${path}`;
}

/**
 * Reads `partners/<tenant>/<import type>/<name>`; a file directly under the tenant is recognised from its content.
 * Returns undefined for keys that are no upload (`…/` placeholders that consoles make) or name no tenant.
 */
export function parseUploadKey(key: string): UploadKey | undefined {
  const [root, tenant, ...rest] = key.split('/');
  const fileName = rest.at(-1);
  if (
    `${root}/` !== UPLOADS_PREFIX ||
    !TenantSchema.safeParse(tenant).success ||
    fileName === undefined ||
    fileName === ''
  ) {
    return undefined;
  }
  const importType = rest.length > 1 ? (rest[0] as string) : 'auto';
  return { tenant: tenant as string, importType, fileName };
}
