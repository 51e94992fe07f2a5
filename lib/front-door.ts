import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { CfnRecordSet } from 'aws-cdk-lib/aws-route53';
import { Duration, Fn } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { StageConfig } from './stage-config.ts';

export interface FrontDoorProps {
  readonly config: StageConfig;
  readonly api: HttpApi;
}

/** The hosted zone of CloudFront itself, for alias records. https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html */
const CLOUDFRONT_ZONE = 'Z2FDTNDATAQYW2';

/**
 * One host for the API and, later, the page: a page on the host of its API needs no CORS. Nothing of the API is cached, and
 * the function checks each bearer, so that a request past this host is refused as one through it. docs/adr/0041-front-door.md.
 */
export class FrontDoor extends Construct {
  /** Without a slash at the end. */
  readonly origin: string;

  constructor(scope: Construct, id: string, { config, api }: FrontDoorProps) {
    super(scope, id);
    const { domainName, certificateArn, hostedZoneId } = config;
    const behavior = this.#apiBehavior(api);
    const distribution = new cloudfront.Distribution(this, 'Distribution', {
      comment: 'Rollcall: the API',
      // Until there is a page, the API answers that there is nothing at other paths.
      defaultBehavior: behavior,
      additionalBehaviors: { '/v1/*': behavior },
      httpVersion: cloudfront.HttpVersion.HTTP2_AND_3,
      ...(domainName !== undefined &&
        certificateArn !== undefined && {
          domainNames: [domainName],
          minimumProtocolVersion: cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
          certificate: acm.Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
        }),
    });
    if (domainName !== undefined && hostedZoneId !== undefined)
      for (const type of ['A', 'AAAA'])
        new CfnRecordSet(this, `Record${type}`, {
          hostedZoneId,
          name: domainName,
          type,
          aliasTarget: { dnsName: distribution.distributionDomainName, hostedZoneId: CLOUDFRONT_ZONE },
        });
    this.origin = `https://${domainName ?? distribution.distributionDomainName}`;
  }

  #apiBehavior(api: HttpApi): cloudfront.BehaviorOptions {
    const host = Fn.select(2, Fn.split('/', api.apiEndpoint));
    return {
      origin: new HttpOrigin(host, { protocolPolicy: cloudfront.OriginProtocolPolicy.HTTPS_ONLY }),
      allowedMethods: cloudfront.AllowedMethods.ALLOW_ALL,
      cachePolicy: cloudfront.CachePolicy.CACHING_DISABLED,
      // All headers with Authorization, cookies and query strings. API Gateway refuses the host of the distribution.
      originRequestPolicy: cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      // No redirect: the request that would be redirected has sent its bearer unencrypted.
      viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
      responseHeadersPolicy: this.#securityHeaders(),
      compress: false,
    };
  }

  #securityHeaders(): cloudfront.ResponseHeadersPolicy {
    return new cloudfront.ResponseHeadersPolicy(this, 'ApiHeaders', {
      comment: 'Answers of the API are data: no browser may show or run them',
      securityHeadersBehavior: {
        contentSecurityPolicy: {
          contentSecurityPolicy: "default-src 'none'; frame-ancestors 'none'",
          override: true,
        },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: cloudfront.HeadersFrameOption.DENY, override: true },
        referrerPolicy: {
          referrerPolicy: cloudfront.HeadersReferrerPolicy.NO_REFERRER,
          override: true,
        },
        strictTransportSecurity: { accessControlMaxAge: Duration.days(365), override: true },
      },
    });
  }
}
