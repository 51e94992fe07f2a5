import { describe, expect, it } from 'vitest';
import type { Json } from '../../../local/template/stack.ts';
import { httpApi, lambdaFunction, planOf, resource } from './template-of.ts';

type Changes = { readonly [name: string]: Json };

interface Distribution {
  readonly Config?: Changes;
  readonly Behavior?: Changes;
  readonly PageBehavior?: Changes;
  readonly Origin?: Changes;
  readonly PageOrigin?: Changes;
  readonly AccessControl?: Changes;
  readonly Headers?: Changes;
}

const CACHING_OPTIMIZED = '658327ea-f89d-4fab-a63d-7e88639e58f6';

/** A distribution in front of a bucket, and under `/v1/*` of an HTTP API, as lib/front-door.ts describes it. */
const distribution = (changes: Distribution = {}) => {
  const { Resources } = httpApi();
  const host = { 'Fn::Select': [2, { 'Fn::Split': ['/', { 'Fn::GetAtt': ['Http', 'ApiEndpoint'] }] }] };
  return {
    Resources: {
      ...Resources,
      Page: resource('AWS::S3::Bucket'),
      AccessControl: resource('AWS::CloudFront::OriginAccessControl', {
        OriginAccessControlConfig: {
          Name: 'page',
          OriginAccessControlOriginType: 's3',
          SigningBehavior: 'always',
          SigningProtocol: 'sigv4',
          ...changes.AccessControl,
        },
      }),
      Headers: resource('AWS::CloudFront::ResponseHeadersPolicy', {
        ResponseHeadersPolicyConfig: {
          Name: 'headers',
          SecurityHeadersConfig: { FrameOptions: { FrameOption: 'DENY', Override: true } },
          ...changes.Headers,
        },
      }),
      Front: resource('AWS::CloudFront::Distribution', {
        DistributionConfig: {
          Enabled: true,
          DefaultRootObject: 'index.html',
          Origins: [
            {
              Id: 'page',
              DomainName: { 'Fn::GetAtt': ['Page', 'RegionalDomainName'] },
              S3OriginConfig: { OriginAccessIdentity: '' },
              OriginAccessControlId: { 'Fn::GetAtt': ['AccessControl', 'Id'] },
              ...changes.PageOrigin,
            },
            { Id: 'api', DomainName: host, CustomOriginConfig: {}, ...changes.Origin },
          ],
          DefaultCacheBehavior: {
            TargetOriginId: 'page',
            CachePolicyId: CACHING_OPTIMIZED,
            Compress: true,
            ...changes.PageBehavior,
          },
          CacheBehaviors: [
            {
              PathPattern: '/v1/*',
              TargetOriginId: 'api',
              CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
              OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
              ResponseHeadersPolicyId: { Ref: 'Headers' },
              ...changes.Behavior,
            },
          ],
          ...changes.Config,
        },
      }),
    },
    Outputs: {
      Api: { Value: { 'Fn::Join': ['', ['https://', { 'Fn::GetAtt': ['Front', 'DomainName'] }]] } },
    },
  };
};

describe('the plan of a distribution', () => {
  it('has an address that outputs may name, an API and files', async () => {
    const plan = await planOf(distribution());
    expect(plan.distributions).toEqual([
      {
        url: plan.outputs.Api,
        rootObject: 'index.html',
        behaviors: [
          {
            pathPattern: '/v1/*',
            origin: {
              kind: 'api',
              host: plan.httpEndpoints[0]?.url.replace('https://', ''),
              functionArn: plan.functions[0]?.arn,
            },
            responseHeaders: { 'x-frame-options': 'DENY' },
          },
          {
            pathPattern: undefined,
            origin: { kind: 'files', bucket: plan.buckets[0]?.name, compresses: true },
            responseHeaders: {},
          },
        ],
      },
    ]);
    expect(plan.outputs.Api).toMatch(/^https:\/\/d[0-9a-f]{13}\.cloudfront\.net$/);
  });

  it('has the headers of a policy, its own ones too', async () => {
    const Items = [{ Header: 'Permissions-Policy', Value: 'camera=()', Override: true }];
    const plan = await planOf(distribution({ Headers: { CustomHeadersConfig: { Items } } }));
    expect(plan.distributions[0]?.behaviors[0]?.responseHeaders).toEqual({
      'x-frame-options': 'DENY',
      'permissions-policy': 'camera=()',
    });
  });

  it.each<[string, Distribution, string]>([
    ['caches an API', { Behavior: { CachePolicyId: CACHING_OPTIMIZED } }, 'CachePolicyId'],
    ['caches files in another way', { PageBehavior: { CachePolicyId: 'other' } }, 'CachePolicyId'],
    ['passes other headers', { Behavior: { OriginRequestPolicyId: 'other' } }, 'OriginRequestPolicyId'],
    [
      'passes headers to a bucket',
      { PageBehavior: { OriginRequestPolicyId: 'any' } },
      'OriginRequestPolicyId',
    ],
    [
      'runs code',
      { Behavior: { FunctionAssociations: [{ EventType: 'viewer-request' }] } },
      'FunctionAssociations',
    ],
    ['cannot read its bucket', { PageOrigin: { OriginAccessControlId: 'other' } }, 'access control'],
    ['signs no requests', { AccessControl: { SigningBehavior: 'never' } }, 'SigningBehavior'],
    ['has another host as its origin', { Origin: { DomainName: 'example.com' } }, 'example.com'],
    ['sends paths to a folder of its origin', { PageOrigin: { OriginPath: '/a' } }, 'OriginPath'],
    ['names no origin', { PageBehavior: { TargetOriginId: 'none' } }, 'TargetOriginId'],
    ['has pages for errors', { Config: { CustomErrorResponses: [] } }, 'CustomErrorResponses'],
    ['permits other origins', { Headers: { CorsConfig: {} } }, 'CorsConfig'],
  ])('refuses a distribution that %s', async (_, changes, named) => {
    await expect(planOf(distribution(changes))).rejects.toThrow(named);
  });
});

const deployment = (changes: Changes = {}) => ({
  Resources: {
    Page: resource('AWS::S3::Bucket'),
    Deploy: lambdaFunction({ Runtime: 'python3.13', Layers: [{ Ref: 'Layer' }] }),
    Layer: resource('AWS::Lambda::LayerVersion'),
    Files: resource('Custom::CDKBucketDeployment', {
      ServiceToken: { 'Fn::GetAtt': ['Deploy', 'Arn'] },
      SourceBucketNames: ['assets'],
      SourceObjectKeys: ['asset-hash.zip'],
      DestinationBucketName: { Ref: 'Page' },
      Exclude: ['assets/*'],
      SystemMetadata: { 'cache-control': 'no-cache' },
      Prune: false,
      ...changes,
    }),
  },
});

describe('the plan of a deployment into a bucket', () => {
  it('has the files of the asset, and not the function that copies them on AWS', async () => {
    const plan = await planOf(deployment());
    expect(plan.bucketDeployments).toEqual([
      {
        bucket: plan.buckets[0]?.name,
        directory: '/assets/asset-hash',
        exclude: ['assets/*'],
        include: [],
        cacheControl: 'no-cache',
      },
    ]);
    expect(plan.functions).toEqual([]);
  });

  it.each<[string, Changes, string]>([
    ['an unknown asset', { SourceObjectKeys: ['other.zip'] }, 'other.zip'],
    ['several assets', { SourceObjectKeys: ['asset-hash.zip', 'asset-hash.zip'] }, 'one asset'],
    ['a prefix of the keys', { DestinationBucketKeyPrefix: 'page/' }, 'DestinationBucketKeyPrefix'],
    ['values that are replaced', { SourceMarkers: [{}] }, 'SourceMarkers'],
    ['other metadata', { SystemMetadata: { 'content-type': 'text/html' } }, 'content-type'],
  ])('refuses %s', async (_, changes, named) => {
    await expect(planOf(deployment(changes))).rejects.toThrow(named);
  });

  it('refuses the same function without a custom resource', async () => {
    const { Files: _, ...Resources } = deployment().Resources;
    await expect(planOf({ Resources })).rejects.toThrow('Deploy.Layers');
  });
});
