import { Match, type Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { IMPORT_INDEXES } from '../../lib/stage-config.ts';
import { stubStack } from './stub-stack.ts';

describe('buckets and tables', () => {
  let template: Template;
  beforeAll(() => {
    template = stubStack({ retentionDays: 45 }).template();
  });

  /** Of what tenants may choose, what is shorter than the stage's 45 days. */
  const retentionsOfTenants = (rule: object) =>
    [1, 7, 14, 30].map((days) => ({
      Id: `retention-${days}`,
      Status: 'Enabled',
      TagFilters: [{ Key: 'rollcall-retention-days', Value: String(days) }],
      ExpirationInDays: days,
      ...rule,
    }));

  const bucket = (name: string) => {
    const [id, resource] =
      Object.entries(template.findResources('AWS::S3::Bucket')).find(([id]) => id.includes(name)) ?? [];
    return { id, resource };
  };

  it.each(['Uploads', 'Results', 'PageFiles'])(
    'encrypts the bucket %s, blocks public access and requires TLS',
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

  it.each(IMPORT_INDEXES.map((name, index) => [name, index] as const))(
    'adds one index to the imports table in the deployment with lastIndex %s',
    (lastIndex, index) => {
      const tables = stubStack({ lastIndex }).template().findResources('AWS::DynamoDB::Table');
      const [, imports] = Object.entries(tables).find(([id]) => id.includes('Imports')) ?? [];
      const names = imports?.Properties.GlobalSecondaryIndexes.map(
        ({ IndexName }: { readonly IndexName: string }) => IndexName,
      );
      expect(names).toEqual(IMPORT_INDEXES.slice(0, index + 1));
    },
  );

  it('keeps versions of uploads, and sends their events without a custom resource, which only the page has', () => {
    expect(bucket('Uploads').resource?.Properties).toMatchObject({
      VersioningConfiguration: { Status: 'Enabled' },
      NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
    });
    expect(bucket('Results').resource?.Properties.NotificationConfiguration).toBeUndefined();
    const types = Object.values(template.toJSON().Resources).map(
      (resource) => (resource as { Type: string }).Type,
    );
    expect(new Set(types.filter((type) => type.startsWith('Custom::')))).toEqual(
      new Set(['Custom::CDKBucketDeployment']),
    );
  });

  it('lets pages of browsers send forms and parts, and read results, without headers of their own', () => {
    const rules = (name: string) => bucket(name).resource?.Properties.CorsConfiguration.CorsRules;
    expect(rules('Uploads')).toMatchObject([
      { AllowedMethods: ['POST', 'PUT'], AllowedHeaders: ['content-type'], MaxAge: 3600 },
    ]);
    expect(rules('Results')).toMatchObject([{ AllowedMethods: ['GET'], MaxAge: 3600 }]);
    expect(rules('Results')[0]).not.toHaveProperty('AllowedHeaders');
  });

  it('lets uploads expire with the retention of the stage or the shorter one of their tenant, and old versions after 30 days', () => {
    expect(bucket('Uploads').resource?.Properties.LifecycleConfiguration.Rules).toEqual([
      { Id: 'retention', Status: 'Enabled', ExpirationInDays: 45 },
      ...retentionsOfTenants({ NoncurrentVersionExpiration: { NoncurrentDays: 1 } }),
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
      ...retentionsOfTenants({ Prefix: 'imports/' }),
      {
        Id: 'abandoned-multipart-uploads',
        Status: 'Enabled',
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 2 },
      },
    ]);
  });

  it('has its tables on demand, encrypted, recoverable to the second and, but for previews, safe from deletion', () => {
    const tables = Object.entries(template.findResources('AWS::DynamoDB::Table'));
    expect(tables).toHaveLength(4);
    for (const [id, { Properties }] of tables) {
      expect(Properties).toMatchObject({
        BillingMode: 'PAY_PER_REQUEST',
        SSESpecification: { SSEEnabled: true },
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        DeletionProtectionEnabled: !id.startsWith('TablesPreviews'),
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
        {
          IndexName: 'openByTenant',
          KeySchema: [
            { AttributeName: 'tenant', KeyType: 'HASH' },
            { AttributeName: 'unfinished', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
        {
          IndexName: 'byRequest',
          KeySchema: [
            { AttributeName: 'requestKey', KeyType: 'HASH' },
            { AttributeName: 'importId', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
        {
          IndexName: 'byDay',
          KeySchema: [
            { AttributeName: 'day', KeyType: 'HASH' },
            { AttributeName: 'importId', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'INCLUDE' },
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
    const { [previewsIn(chosen)]: previews, ...tables } = chosen.findResources('AWS::DynamoDB::Table');
    for (const kept of [...Object.values(chosen.findResources('AWS::S3::Bucket')), ...Object.values(tables)])
      expect(kept.DeletionPolicy).toBe(deletion);
    for (const { Properties } of Object.values(tables))
      expect(Properties.DeletionProtectionEnabled).toBe(isProtected);
    // The files of evaluations expire within a week.
    expect(previews).toMatchObject({
      DeletionPolicy: 'Delete',
      Properties: { TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true } },
    });
  });

  it('keep no path of a request, which may have the key of a user, in an access log', () => {
    const stages = Object.values(template.findResources('AWS::ApiGatewayV2::Stage'));
    const formats = stages.map(({ Properties }) => String(Properties.AccessLogSettings.Format));
    expect(formats.length).toBeGreaterThan(0);
    for (const format of formats) {
      expect(format).toContain('$context.requestId');
      expect(format).not.toMatch(/path|routeKey|query/i);
    }
  });
});

function previewsIn(template: Template): string {
  const ids = Object.keys(template.findResources('AWS::DynamoDB::Table'));
  return ids.find((id) => id.startsWith('TablesPreviews')) ?? '';
}
