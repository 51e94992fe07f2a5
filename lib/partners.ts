import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { IMPORTS_PREFIX } from '../lambdas/contracts/object-prefixes.ts';
import { type Partner, prefixesOf } from './partner-config.ts';
import { SftpServer } from './sftp-server.ts';
import type { Storage } from './storage.ts';

export interface PartnersProps {
  readonly partners: readonly Partner[];
  readonly storage: Storage;
}

/** The storage that Rollcall can read: an object that is archived, or encrypted with a key of the partner's, it cannot. */
const READABLE: iam.Conditions = {
  StringEqualsIfExists: {
    's3:x-amz-storage-class': 'STANDARD',
    's3:x-amz-server-side-encryption': 'AES256',
  },
  Null: { 's3:x-amz-server-side-encryption-customer-algorithm': 'true' },
};

/**
 * Gives each partner its own prefix of the uploads bucket, and, if the stage says so, the results of its tenant:
 * docs/partners.md. What a bucket requires of everybody (TLS 1.2, no ACLs) is in storage.ts.
 */
export class Partners extends Construct {
  constructor(scope: Construct, id: string, { partners, storage }: PartnersProps) {
    super(scope, id);
    for (const partner of partners) {
      const principal = principalOf(partner);
      if (principal === undefined) continue;
      storage.uploads.addToResourcePolicy(
        statement(partner, 'Uploads', {
          principals: [principal],
          actions: ['s3:PutObject', 's3:AbortMultipartUpload'],
          resources: prefixesOf(partner).map((prefix) => storage.uploads.arnForObjects(`${prefix}*`)),
          conditions: READABLE,
        }),
      );
      if (partner.readResults) this.#handOut(partner, principal, storage);
    }
    const users = partners.filter(({ sftpPublicKeys }) => sftpPublicKeys !== undefined);
    if (users.length > 0) new SftpServer(this, 'Sftp', { users, uploads: storage.uploads });
  }

  #handOut(partner: Partner, principal: iam.PrincipalBase, { results }: Storage): void {
    const prefix = `${IMPORTS_PREFIX}${partner.tenant}/`;
    results.addToResourcePolicy(
      statement(partner, 'Results', {
        principals: [principal],
        actions: ['s3:GetObject'],
        resources: [results.arnForObjects(`${prefix}*`)],
      }),
    );
    results.addToResourcePolicy(
      statement(partner, 'ResultsList', {
        principals: [principal],
        actions: ['s3:ListBucket'],
        resources: [results.bucketArn],
        conditions: { StringLike: { 's3:prefix': `${prefix}*` } },
      }),
    );
  }
}

function principalOf({ account, principalArn }: Partner): iam.PrincipalBase | undefined {
  if (principalArn !== undefined) return new iam.ArnPrincipal(principalArn);
  return account === undefined ? undefined : new iam.AccountPrincipal(account);
}

function statement({ name }: Partner, what: string, props: iam.PolicyStatementProps): iam.PolicyStatement {
  const partner = name.replaceAll(/(^|-)(.)/g, (_, _dash, letter: string) => letter.toUpperCase());
  return new iam.PolicyStatement({ sid: `${what}${partner}`, ...props });
}
