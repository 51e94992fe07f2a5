import * as z from 'zod';
import { TenantSchema } from '../lambdas/contracts/import-options.ts';
import { UPLOADS_PREFIX } from '../lambdas/contracts/object-prefixes.ts';

/** The policy of a bucket has at most 20 KB, and a partner takes some 700 bytes of it. */
const MAX_PARTNERS = 25;

/** Files of imports before 0.2 are under `imports/<import id>/`: a tenant of this name would get them. */
const OLD_FOLDER = /^imp_[0-9a-z]{26}$/i;

const PublicKeySchema = z
  .string()
  .max(2048)
  .regex(/^(ssh-(ed25519|rsa)|ecdsa-sha2-nistp(256|384|521)) [A-Za-z0-9+/]+={0,3}( [\w.@-]+)?$/);

const PartnerSchema = z
  .strictObject({
    /** Names the partner's user of the SFTP server: at least 3 characters. */
    name: z.string().regex(/^[a-z][a-z0-9-]{2,31}$/),
    tenant: TenantSchema.refine(
      (tenant) => !OLD_FOLDER.test(tenant),
      'partners: expected a tenant without the name of an import',
    ),
    /** Absent: files of every type, and files whose type is recognised from their content. */
    importTypes: z
      .array(z.string().regex(/^[a-z][a-z0-9-]*$/))
      .min(1)
      .optional(),
    account: z
      .string()
      .regex(/^\d{12}$/)
      .optional(),
    principalArn: z
      .string()
      .regex(/^arn:aws[a-z-]*:iam::\d{12}:(role|user)\/[\w+=,.@/-]+$/)
      .optional(),
    sftpPublicKeys: z.array(PublicKeySchema).min(1).max(10).optional(),
    /** Whether the partner may list and read the result files of the tenant. */
    readResults: z.boolean().default(false),
  })
  .refine(
    ({ account, principalArn }) => account === undefined || principalArn === undefined,
    'partners: expected account or principalArn, not both',
  )
  .refine(
    ({ account, principalArn, sftpPublicKeys }) =>
      account !== undefined || principalArn !== undefined || sftpPublicKeys !== undefined,
    'partners: expected account, principalArn or sftpPublicKeys of each partner',
  );
export type Partner = z.output<typeof PartnerSchema>;

export const PartnersSchema = z
  .array(PartnerSchema)
  .max(MAX_PARTNERS)
  .refine(
    (partners) => new Set(partners.map(({ name }) => name)).size === partners.length,
    'partners: expected another name for each partner',
  );

/** Where the partner may put files: `partners/acme/participants/`, or the prefix of its tenant. */
export function prefixesOf({ tenant, importTypes }: Partner): string[] {
  const own = `${UPLOADS_PREFIX}${tenant}/`;
  return importTypes?.map((type) => `${own}${type}/`) ?? [own];
}
