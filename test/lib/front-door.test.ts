import { Template as Assertions } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { App } from 'aws-cdk-lib/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { RollcallStack } from '../../lib/rollcall-stack.ts';
import { type StageConfig, StageConfigSchema } from '../../lib/stage-config.ts';
import { readable } from './readable.ts';
import { stubStack } from './stub-stack.ts';

const CERTIFICATE = 'arn:aws:acm:us-east-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef';
const DOMAIN = { domainName: 'imports.example.com', certificateArn: CERTIFICATE };

type Template = ReturnType<ReturnType<typeof stubStack>['template']>;

const propertiesOf = (template: Template, type: string) =>
  Object.values(template.findResources(type)).map(({ Properties }) => Properties);
const distributionOf = (template: Template) =>
  propertiesOf(template, 'AWS::CloudFront::Distribution')[0].DistributionConfig;
const apiUrlOf = (template: Template) => readable(template.findOutputs('ApiUrl').ApiUrl?.Value);

describe('the host of the API', () => {
  let template: Template;
  beforeAll(() => {
    template = stubStack().template();
  });

  it('sends all paths to the HTTP API over TLS, and caches nothing', () => {
    const { DefaultCacheBehavior, CacheBehaviors, Origins } = distributionOf(template);
    expect(Origins).toHaveLength(1);
    expect(Origins[0]).toMatchObject({ CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } });
    expect(JSON.stringify(Origins[0].DomainName)).toContain('ApiEndpoint');
    for (const behavior of [DefaultCacheBehavior, ...CacheBehaviors])
      expect(behavior).toMatchObject({
        TargetOriginId: Origins[0].Id,
        // CachingDisabled, and AllViewerExceptHostHeader: Authorization is passed, and the host is not.
        CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
        OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
        ViewerProtocolPolicy: 'https-only',
        AllowedMethods: expect.arrayContaining(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
      });
    expect(CacheBehaviors).toMatchObject([{ PathPattern: '/v1/*' }]);
  });

  it('adds the security headers to each answer', () => {
    const [{ ResponseHeadersPolicyConfig }] = propertiesOf(
      template,
      'AWS::CloudFront::ResponseHeadersPolicy',
    );
    expect(ResponseHeadersPolicyConfig.SecurityHeadersConfig).toMatchObject({
      ContentSecurityPolicy: { ContentSecurityPolicy: "default-src 'none'; frame-ancestors 'none'" },
      ContentTypeOptions: { Override: true },
      FrameOptions: { FrameOption: 'DENY' },
      ReferrerPolicy: { ReferrerPolicy: 'no-referrer' },
      StrictTransportSecurity: { AccessControlMaxAgeSec: 31_536_000 },
    });
  });

  it('writes no access log, because the paths of requests may have the keys of users', () => {
    expect(distributionOf(template)).not.toHaveProperty('Logging');
    expect(Object.keys(template.findResources('AWS::Logs::Delivery'))).toEqual([]);
  });

  it('is the address of the API, and the only origin of uploads', () => {
    const withoutPage = templateOf(StageConfigSchema.parse({ senderAddress: 'imports@example.com' }));
    const host = /^https:\/\/<FrontDoorDistribution\w+\.DomainName>$/;
    expect(uploadOriginsOf(withoutPage)).toEqual([expect.stringMatching(host)]);
    expect(apiUrlOf(template)).toMatch(/^https:\/\/<FrontDoorDistribution\w+\.DomainName>\/v1$/);
    expect(
      uploadOriginsOf(stubStack({ ...DOMAIN, pageOrigin: 'https://app.example.com' }).template()),
    ).toEqual(['https://app.example.com']);
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
  ])('is refused with %s', (_, context, message) => {
    expect(() => stubStack(context)).toThrow(message);
  });
});

function uploadOriginsOf(template: Template): string[] {
  return propertiesOf(template, 'AWS::S3::Bucket').flatMap(({ CorsConfiguration }) =>
    (CorsConfiguration?.CorsRules ?? []).flatMap(({ AllowedOrigins }: { AllowedOrigins: unknown[] }) =>
      AllowedOrigins.map(readable),
    ),
  );
}

/** Of a stage that has nothing of the stage `local`. */
function templateOf(config: StageConfig): Template {
  const code = () => Code.fromInline('exports.handler = () => undefined;');
  const app = new App({ analyticsReporting: false, builtinCloudFormationValidation: false });
  return Assertions.fromStack(new RollcallStack(app, { stage: 'other', config, code }));
}
