import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import { CfnServer, CfnUser } from 'aws-cdk-lib/aws-transfer';
import { CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { acknowledgePrefixes } from './acknowledged-findings.ts';
import { LOG_RETENTION } from './log-retention.ts';
import { type Partner, prefixesOf } from './partner-config.ts';

export interface SftpServerProps {
  /** Partners with public keys. */
  readonly users: readonly Partner[];
  readonly uploads: s3.Bucket;
}

/**
 * An SFTP server of Transfer Family. A partner sees its own folders, puts files into them, and lists them. It reads, renames
 * and deletes nothing. AWS bills the server by the hour, used or not.
 */
export class SftpServer extends Construct {
  constructor(scope: Construct, id: string, { users, uploads }: SftpServerProps) {
    super(scope, id);
    const log = new logs.LogGroup(this, 'Log', {
      logGroupName: `/${Stack.of(this).stackName}/sftp`,
      retention: LOG_RETENTION,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const server = new CfnServer(this, 'Server', {
      protocols: ['SFTP'],
      domain: 'S3',
      endpointType: 'PUBLIC',
      identityProviderType: 'SERVICE_MANAGED',
      securityPolicyName: 'TransferSecurityPolicy-2024-01',
      structuredLogDestinations: [log.logGroupArn],
    });
    for (const user of users) this.#addUser(user, server, uploads);
    new CfnOutput(Stack.of(this), 'SftpHost', {
      value: `${server.attrServerId}.server.transfer.${Stack.of(this).region}.${Stack.of(this).urlSuffix}`,
    });
  }

  #addUser(user: Partner, server: CfnServer, uploads: s3.Bucket): void {
    const { name, sftpPublicKeys = [] } = user;
    new CfnUser(this, `User-${name}`, {
      serverId: server.attrServerId,
      userName: name,
      role: this.#role(user, uploads).roleArn,
      homeDirectoryType: 'LOGICAL',
      homeDirectoryMappings: [{ entry: '/', target: `/${uploads.bucketName}/${homeOf(user)}` }],
      sshPublicKeys: [...sftpPublicKeys],
    });
  }

  #role(user: Partner, uploads: s3.Bucket): iam.Role {
    const prefixes = prefixesOf(user).map((prefix) => `${prefix}*`);
    const role = new iam.Role(this, `Role-${user.name}`, {
      description: `Uploads of the partner ${user.name} by SFTP`,
      assumedBy: new iam.ServicePrincipal('transfer.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    });
    role.addToPolicy(
      new iam.PolicyStatement({
        actions: ['s3:PutObject', 's3:AbortMultipartUpload'],
        resources: prefixes.map((prefix) => uploads.arnForObjects(prefix)),
      }),
    );
    role.addToPolicy(
      new iam.PolicyStatement({
        actions: ['s3:ListBucket'],
        resources: [uploads.bucketArn],
        conditions: { StringLike: { 's3:prefix': prefixes } },
      }),
    );
    acknowledgePrefixes(role, uploads, prefixesOf(user));
    return role;
  }
}

/** The folder of the partner's one import type; otherwise that of the tenant, with a folder for each type. */
function homeOf(user: Partner): string {
  const [first = '', second] = prefixesOf(user);
  const home = second === undefined ? first : prefixesOf({ ...user, importTypes: undefined }).join('');
  return home.replace(/\/$/, '');
}
