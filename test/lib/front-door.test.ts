import { Template as Assertions } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { App } from 'aws-cdk-lib/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { RollcallStack } from '../../lib/rollcall-stack.ts';
import { type StageConfig, StageConfigSchema } from '../../lib/stage-config.ts';
import { readable } from './readable.ts';
import { stubStack, UNBUILT_PAGE } from './stub-stack.ts';

const CERTIFICATE = 'arn:aws:acm:us-east-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef';
const DOMAIN = { domainName: 'imports.example.com', certificateArn: CERTIFICATE };

type Template = ReturnType<ReturnType<typeof stubStack>['template']>;

const propertiesOf = (template: Template, type: string) =>
  Object.values(template.findResources(type)).map(({ Properties }) => Properties);
const distributionOf = (template: Template) =>
  propertiesOf(template, 'AWS::CloudFront::Distribution')[0].DistributionConfig;
const apiUrlOf = (template: Template) => readable(template.findOutputs('ApiUrl').ApiUrl?.Value);

const PAGE_POLICY = { Ref: expect.stringMatching(/^FrontDoorPageHeaders/) };

describe('the host of the page and the API', () => {
  let template: Template;
  beforeAll(() => {
    template = stubStack().template();
  });

  const behaviors = () => {
    const { DefaultCacheBehavior: page, CacheBehaviors, Origins } = distributionOf(template);
    const [api] = CacheBehaviors;
    const originOf = (behavior: { TargetOriginId: string }) =>
      Origins.find(({ Id }: { Id: string }) => Id === behavior.TargetOriginId);
    return { page, api, pageOrigin: originOf(page), apiOrigin: originOf(api) };
  };

  it('sends /v1/* to the HTTP API over TLS, and caches nothing of it', () => {
    const { api, apiOrigin } = behaviors();
    expect(distributionOf(template).CacheBehaviors).toHaveLength(1);
    expect(apiOrigin).toMatchObject({ CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } });
    expect(JSON.stringify(apiOrigin.DomainName)).toContain('ApiEndpoint');
    expect(api).toMatchObject({
      PathPattern: '/v1/*',
      // CachingDisabled, and AllViewerExceptHostHeader: Authorization is passed, and the host is not.
      CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
      OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
      ViewerProtocolPolicy: 'https-only',
      AllowedMethods: expect.arrayContaining(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
    });
  });

  it('sends all other paths to the bucket of the page, which no other reader can read', () => {
    const { page, pageOrigin } = behaviors();
    expect(distributionOf(template).DefaultRootObject).toBe('index.html');
    expect(readable(pageOrigin.DomainName)).toMatch(/^<FrontDoorPageFiles\w+\.RegionalDomainName>$/);
    expect(page).toMatchObject({ Compress: true, ViewerProtocolPolicy: 'redirect-to-https' });
    expect(page).not.toHaveProperty('AllowedMethods');
    expect(page).not.toHaveProperty('OriginRequestPolicyId');
    expect(readable(pageOrigin.OriginAccessControlId)).toMatch(/OriginAccessControl\w+\.Id>$/);
    const allowed = bucketPolicyOf('FrontDoorPageFiles').filter(({ Effect }) => Effect === 'Allow');
    expect(allowed).toMatchObject([
      {
        Action: ['s3:GetObject', 's3:ListBucket'],
        Principal: { Service: 'cloudfront.amazonaws.com' },
        Condition: { StringEquals: { 'AWS:SourceArn': expect.anything() } },
      },
    ]);
    expect(JSON.stringify(allowed[0]?.Condition)).toContain('"Ref":"FrontDoorDistribution');
  });

  const bucketPolicyOf = (bucket: string): { Effect: string; Condition: unknown }[] =>
    propertiesOf(template, 'AWS::S3::BucketPolicy').find(({ Bucket }) => Bucket.Ref.startsWith(bucket))
      ?.PolicyDocument.Statement;

  it('deploys hashed files before the files that name them, and deletes none that an open page may need', () => {
    const [first, second] = Object.entries(template.findResources('Custom::CDKBucketDeployment')).sort(
      ([, { DependsOn = [] }], [, { DependsOn: other = [] }]) => DependsOn.length - other.length,
    );
    expect(first?.[1].Properties).toMatchObject({
      Exclude: ['*'],
      Include: ['assets/*'],
      Prune: false,
      SystemMetadata: { 'cache-control': 'public, max-age=31536000, immutable' },
    });
    expect(second?.[1].Properties).toMatchObject({
      Exclude: ['assets/*'],
      Prune: false,
      SystemMetadata: { 'cache-control': 'no-cache' },
    });
    expect(second?.[1].DependsOn).toContain(first?.[0]);
  });

  const headersOf = (comment: RegExp, of = template) =>
    propertiesOf(of, 'AWS::CloudFront::ResponseHeadersPolicy')
      .map(({ ResponseHeadersPolicyConfig }) => ResponseHeadersPolicyConfig)
      .find(({ Comment }) => comment.test(Comment));

  it('adds the security headers to each answer of the API', () => {
    expect(headersOf(/API/).SecurityHeadersConfig).toMatchObject({
      ContentSecurityPolicy: { ContentSecurityPolicy: "default-src 'none'; frame-ancestors 'none'" },
      ContentTypeOptions: { Override: true },
      FrameOptions: { FrameOption: 'DENY' },
      ReferrerPolicy: { ReferrerPolicy: 'no-referrer' },
      StrictTransportSecurity: { AccessControlMaxAgeSec: 31_536_000 },
    });
  });

  const cspOf = (of: Template): Record<string, string> => {
    const policy = headersOf(/page/, of).SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy;
    return Object.fromEntries(
      readable(policy)
        .split('; ')
        .map((directive: string) => [directive.split(' ')[0], directive.split(' ').slice(1).join(' ')]),
    );
  };

  it('lets the page run its own files only, and speak with its API and the two buckets', () => {
    expect(behaviors().page.ResponseHeadersPolicyId).toEqual(PAGE_POLICY);
    const page = cspOf(templateOf(StageConfigSchema.parse({ senderAddress: 'imports@example.com' })));
    const { 'connect-src': connect, ...others } = page;
    expect(connect).toMatch(
      /^'self' https:\/\/<StorageUploads\w+\.RegionalDomainName> https:\/\/<StorageResults\w+\.RegionalDomainName>$/,
    );
    expect(others).toEqual({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'img-src': "'self' data:",
      'font-src': "'self'",
      'worker-src': "'self'",
      'form-action': "'none'",
      'base-uri': "'none'",
      'frame-ancestors': "'none'",
    });
  });

  it('lets the page speak with the issuers at which operators can sign in', () => {
    const issuers = [
      { issuer: 'https://login.example.com/realms/staff', clientId: 'console' },
      {
        issuer: 'https://cognito-idp.eu-central-1.amazonaws.com/p',
        clientId: 'c',
        tokenOrigin: 'https://a.example',
      },
      { issuer: 'https://without-client.example.com' },
    ].map((one) => ({ audience: 'a', roleClaim: 'roles', operatorValue: 'operator', ...one }));
    const page = cspOf(
      templateOf(StageConfigSchema.parse({ senderAddress: 'imports@example.com', issuers })),
    );
    expect(page['connect-src']?.split(' ').slice(3)).toEqual([
      'https://login.example.com',
      'https://cognito-idp.eu-central-1.amazonaws.com',
      'https://a.example',
    ]);
  });

  it('adds the other security headers to the page, and none that forbids frames which the stage allows', () => {
    const { SecurityHeadersConfig, CustomHeadersConfig } = headersOf(/page/);
    expect(SecurityHeadersConfig).toMatchObject({
      ContentTypeOptions: { Override: true },
      ReferrerPolicy: { ReferrerPolicy: 'no-referrer' },
      StrictTransportSecurity: { AccessControlMaxAgeSec: 31_536_000 },
    });
    expect(SecurityHeadersConfig).not.toHaveProperty('FrameOptions');
    expect(CustomHeadersConfig.Items).toMatchObject([
      { Header: 'permissions-policy', Value: expect.stringContaining('camera=()') },
    ]);
    const embedOrigins = ['https://app.example.com', 'https://*.customers.example.com:8443'];
    expect(cspOf(stubStack({ embedOrigins }).template())['frame-ancestors']).toBe(embedOrigins.join(' '));
    expect(
      cspOf(stubStack({ embedOrigins: JSON.stringify(embedOrigins) }).template())['frame-ancestors'],
    ).toBe(embedOrigins.join(' '));
  });

  it('writes no access log, because the paths of requests may have the keys of users', () => {
    expect(distributionOf(template)).not.toHaveProperty('Logging');
    expect(Object.keys(template.findResources('AWS::Logs::Delivery'))).toEqual([]);
  });

  it('is the address of the page and the API', () => {
    expect(apiUrlOf(template)).toMatch(/^https:\/\/<FrontDoorDistribution\w+\.DomainName>\/v1$/);
    expect(readable(template.findOutputs('PageUrl').PageUrl?.Value)).toMatch(
      /^https:\/\/<FrontDoorDistribution\w+\.DomainName>\/$/,
    );
  });

  it('is where the links of e-mails lead, unless the stage names another page', () => {
    const linksOf = (of: Template) =>
      propertiesOf(of, 'AWS::Lambda::Function').flatMap(({ FunctionName, Environment }) => {
        const link = Environment?.Variables.IMPORT_LINK;
        return link === undefined ? [] : [[FunctionName, readable(link)]];
      });
    const everywhere = (link: unknown) => [
      ['rollcall-local-notify-requester', link],
      ['rollcall-local-await-confirmation', link],
    ];
    expect(linksOf(template)).toEqual(
      everywhere(
        expect.stringMatching(/^https:\/\/<FrontDoorDistribution\w+\.DomainName>\/#\/imports\/\{importId\}$/),
      ),
    );
    const importLink = 'https://app.example.com/imports/{importId}';
    expect(linksOf(stubStack({ importLink }).template())).toEqual(everywhere(importLink));
  });

  it.each([
    ['its domain', DOMAIN, ['https://imports.example.com']],
    [
      'its domain and the page of the company',
      { ...DOMAIN, pageOrigin: 'https://app.example.com' },
      ['https://imports.example.com', 'https://app.example.com'],
    ],
    // A rule that named the distribution would close a circle: the policy of the page names the bucket.
    ['hosts of CloudFront, if it has no domain', {}, ['https://*.cloudfront.net']],
  ])('lets browsers use the buckets from %s', (_, changes, origins) => {
    const own = templateOf(StageConfigSchema.parse({ senderAddress: 'imports@example.com', ...changes }));
    expect(corsOf(own)).toEqual({
      StorageUploads: { origins, methods: ['POST', 'PUT'] },
      StorageResults: { origins, methods: ['GET'] },
    });
  });

  it('is a domain of the stage, with its certificate and its records', () => {
    const own = stubStack({ ...DOMAIN, hostedZoneId: 'Z0123456789ABC' }).template();
    expect(distributionOf(own)).toMatchObject({
      Aliases: ['imports.example.com'],
      ViewerCertificate: { AcmCertificateArn: CERTIFICATE, MinimumProtocolVersion: 'TLSv1.2_2021' },
    });
    expect(apiUrlOf(own)).toBe('https://imports.example.com/v1');
    expect(propertiesOf(own, 'AWS::Route53::RecordSet')).toMatchObject(
      ['A', 'AAAA'].map((Type) => ({
        Type,
        Name: 'imports.example.com',
        HostedZoneId: 'Z0123456789ABC',
        AliasTarget: { HostedZoneId: 'Z2FDTNDATAQYW2' },
      })),
    );
    expect(propertiesOf(stubStack(DOMAIN).template(), 'AWS::Route53::RecordSet')).toEqual([]);
  });

  it.each([
    ['a domain without a certificate', { domainName: 'imports.example.com' }, 'expected both or neither'],
    ['a certificate without a domain', { certificateArn: CERTIFICATE }, 'expected both or neither'],
    ['a hosted zone without a domain', { hostedZoneId: 'Z0123456789ABC' }, 'expected domainName with it'],
    [
      'a certificate of another region',
      { ...DOMAIN, certificateArn: CERTIFICATE.replace('us-east-1', 'eu-central-1') },
      'certificateArn: expected the ARN of a certificate in us-east-1',
    ],
    [
      'a URL in place of a host',
      { ...DOMAIN, domainName: 'https://imports.example.com' },
      'domainName: expected',
    ],
    ['a page over http as a frame', { embedOrigins: ['http://example.com'] }, 'embedOrigins: expected'],
    ['any page as a frame', { embedOrigins: ['*'] }, 'embedOrigins: expected'],
    ['all pages over https as a frame', { embedOrigins: ['https://*'] }, 'embedOrigins: expected'],
    ['all pages of a domain as a frame', { embedOrigins: ['https://*.com'] }, 'embedOrigins: expected'],
    [
      'a directive in place of an origin',
      { embedOrigins: ["https://a.example.com; script-src 'unsafe-inline'"] },
      'embedOrigins: expected',
    ],
    [
      'a page of an origin as a frame',
      { embedOrigins: ['https://a.example.com/page'] },
      'embedOrigins: expected',
    ],
    ['a text as origins of frames', { embedOrigins: 'https://a.example.com' }, 'embedOrigins: expected'],
  ])('is refused with %s', (_, context, message) => {
    expect(() => stubStack(context)).toThrow(message);
  });
});

/** By the bucket. */
function corsOf(template: Template) {
  const buckets = Object.entries(template.findResources('AWS::S3::Bucket'));
  return Object.fromEntries(
    buckets.flatMap(([id, { Properties }]) =>
      (Properties.CorsConfiguration?.CorsRules ?? []).map(
        ({ AllowedOrigins, AllowedMethods }: { AllowedOrigins: unknown[]; AllowedMethods: string[] }) => [
          id.replace(/[0-9A-F]{8}$/, ''),
          { origins: AllowedOrigins.map(readable), methods: AllowedMethods },
        ],
      ),
    ),
  );
}

/** Of a stage that has nothing of the stage `local`. */
function templateOf(config: StageConfig): Template {
  const code = () => Code.fromInline('exports.handler = () => undefined;');
  const app = new App({ analyticsReporting: false, builtinCloudFormationValidation: false });
  return Assertions.fromStack(new RollcallStack(app, { stage: 'other', config, code, page: UNBUILT_PAGE }));
}
