import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { CloudAccess } from '../../local/connect-cloud.ts';

/** The imports table, and a client for it. */
export interface ImportsTable {
  readonly dynamo: DynamoDBDocumentClient;
  readonly importsTable: string;
}

/** SDK clients and the names of a stack's resources, from its outputs. */
export interface Clients extends ImportsTable {
  readonly s3: S3Client;
  readonly sfn: SFNClient;
  readonly uploadsBucket: string;
  readonly resultsBucket: string;
  readonly stateMachineArn: string;
}

export function createClients(cloud: Pick<CloudAccess, 'outputs' | 'clientConfig'>): Clients {
  return {
    s3: new S3Client(cloud.clientConfig('s3')),
    dynamo: DynamoDBDocumentClient.from(new DynamoDBClient(cloud.clientConfig('dynamodb'))),
    sfn: new SFNClient(cloud.clientConfig('sfn')),
    uploadsBucket: outputOf(cloud, 'UploadsBucketName'),
    resultsBucket: outputOf(cloud, 'ResultsBucketName'),
    importsTable: outputOf(cloud, 'ImportsTableName'),
    stateMachineArn: outputOf(cloud, 'StateMachineArn'),
  };
}

/** @throws when the stack has no such output */
export function outputOf({ outputs }: Pick<CloudAccess, 'outputs'>, name: string): string {
  const value = outputs[name];
  if (value === undefined) throw new Error(`the stack has no output ${name}`);
  return value;
}
