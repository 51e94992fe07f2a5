import { Match, type Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { stubStack } from './stub-stack.ts';

describe('buckets and tables', () => {
  let template: Template;
  beforeAll(() => {
    template = stubStack({ retentionDays: 45 }).template();
  });

  const bucket = (name: string) => {
    const [id, resource] =
      Object.entries(template.findResources('AWS::S3::Bucket')).find(([id]) => id.includes(name)) ?? [];
    return { id, resource };
  };

  it.each(['Uploads', 'Results'])(
    'encrypts the bucket %s, shows it to nobody and takes requests over TLS only',
    (name) => {
      const { id, resource } = bucket(name);
      expect(resource?.Properties).toMatchObject({
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
        },
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      });
      template.hasResourceProperties('AWS::S3::BucketPolicy', {
        Bucket: { Ref: id },
        PolicyDocument: {
          Statement: Match.arrayWith([
            Match.objectLike({
              Effect: 'Deny',
              Action: 's3:*',
              Principal: { AWS: '*' },
              Condition: { Bool: { 'aws:SecureTransport': 'false' } },
            }),
          ]),
        },
      });
    },
  );

  it('keeps versions of uploads, and sends their events without a custom resource', () => {
    expect(bucket('Uploads').resource?.Properties).toMatchObject({
      VersioningConfiguration: { Status: 'Enabled' },
      NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
    });
    expect(bucket('Results').resource?.Properties.NotificationConfiguration).toBeUndefined();
    const types = Object.values(template.toJSON().Resources).map(
      (resource) => (resource as { Type: string }).Type,
    );
    expect(types.filter((type) => type.startsWith('Custom::'))).toEqual([]);
  });

  it('lets uploads expire with the retention of the stage, and old versions after 30 days', () => {
    expect(bucket('Uploads').resource?.Properties.LifecycleConfiguration.Rules).toEqual([
      { Id: 'retention', Status: 'Enabled', ExpirationInDays: 45 },
      {
        Id: 'old-versions',
        Status: 'Enabled',
        ExpiredObjectDeleteMarker: true,
        NoncurrentVersionExpiration: { NoncurrentDays: 30 },
      },
      {
        Id: 'abandoned-multipart-uploads',
        Status: 'Enabled',
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 2 },
      },
    ]);
  });

  it('lets the traces of an import expire after two weeks, and its results with the retention of the stage', () => {
    expect(bucket('Results').resource?.Properties.LifecycleConfiguration.Rules).toEqual([
      { Id: 'work', Status: 'Enabled', Prefix: 'work/', ExpirationInDays: 14 },
      { Id: 'retention', Status: 'Enabled', Prefix: 'imports/', ExpirationInDays: 45 },
      {
        Id: 'abandoned-multipart-uploads',
        Status: 'Enabled',
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 2 },
      },
    ]);
  });

  it('has both tables on demand, encrypted, recoverable to the second and safe from deletion', () => {
    const tables = Object.values(template.findResources('AWS::DynamoDB::Table'));
    expect(tables).toHaveLength(2);
    for (const { Properties } of tables) {
      expect(Properties).toMatchObject({
        BillingMode: 'PAY_PER_REQUEST',
        SSESpecification: { SSEEnabled: true },
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        DeletionProtectionEnabled: true,
        ResourcePolicy: {
          PolicyDocument: {
            Statement: [
              {
                Effect: 'Deny',
                Action: 'dynamodb:*',
                Condition: { Bool: { 'aws:SecureTransport': 'false' } },
              },
            ],
          },
        },
      });
    }
  });

  it('keeps imports under id and item, listed by tenant, and users under one key', () => {
    template.hasResourceProperties('AWS::DynamoDB::Table', {
      KeySchema: [
        { AttributeName: 'importId', KeyType: 'HASH' },
        { AttributeName: 'item', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byTenant',
          KeySchema: [
            { AttributeName: 'tenant', KeyType: 'HASH' },
            { AttributeName: 'importId', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
        {
          IndexName: 'unfinished',
          KeySchema: [
            { AttributeName: 'unfinished', KeyType: 'HASH' },
            { AttributeName: 'importId', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    });
    template.hasResourceProperties('AWS::DynamoDB::Table', {
      KeySchema: [{ AttributeName: 'userKey', KeyType: 'HASH' }],
      GlobalSecondaryIndexes: Match.absent(),
    });
  });

  it.each([
    ['retain', 'Retain', true],
    ['destroy', 'Delete', false],
  ])('treats data by the stage’s removal policy %s', (removalPolicy, deletion, isProtected) => {
    const chosen = stubStack({ removalPolicy }).template();
    for (const type of ['AWS::S3::Bucket', 'AWS::DynamoDB::Table']) {
      for (const resource of Object.values(chosen.findResources(type)))
        expect(resource.DeletionPolicy).toBe(deletion);
    }
    for (const { Properties } of Object.values(chosen.findResources('AWS::DynamoDB::Table'))) {
      expect(Properties.DeletionProtectionEnabled).toBe(isProtected);
    }
  });
});
