import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { CfnRecordSet } from 'aws-cdk-lib/aws-route53';
import type { Bucket, IBucket } from 'aws-cdk-lib/aws-s3';
import { Annotations, Duration, Fn, type RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { Page } from './page.ts';
import { pageHeaders } from './page-headers.ts';
import type { StageConfig } from './stage-config.ts';
import type { Storage } from './storage.ts';

export interface FrontDoorProps {
  readonly config: StageConfig;
  readonly api: HttpApi;
  /** The directory of the built page. */
  readonly page: string;
  readonly storage: Storage;
  readonly removalPolicy: RemovalPolicy;
}

/** The hosted zone of CloudFront itself, for alias records. https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html */
const CLOUDFRONT_ZONE = 'Z2FDTNDATAQYW2';

/**
 * One host for the page and its API: a page on the host of its API needs no CORS. Nothing of the API is cached, and
 * the function checks each bearer, so that a request past this host is refused as one through it. docs/adr/0041-front-door.md.
 */
export class FrontDoor extends Construct {
  /** Without a slash at the end. */
  readonly origin: string;

  constructor(scope: Construct, id: string, props: FrontDoorProps) {
    super(scope, id);
    const { domainName, certificateArn, hostedZoneId, pageOrigin } = props.config;
    const distribution = new cloudfront.Distribution(this, 'Distribution', {
      comment: 'Rollcall: the page and the API',
      defaultRootObject: 'index.html',
      defaultBehavior: this.#pageBehavior(props),
      additionalBehaviors: { '/v1/*': this.#apiBehavior(props.api) },
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
    Annotations.of(this).acknowledgeWarning(
      '@aws-cdk/aws-cloudfront-origins:listBucketSecurityRisk',
      'The default root object is set, so that no path lists the bucket.',
    );
    this.origin = `https://${domainName ?? distribution.distributionDomainName}`;
    // The policy of the page names the buckets: a rule of theirs that named the distribution would close a circle, which
    // CloudFormation refuses. A URL is signed, so a page of another host gains nothing by the wildcard.
    const ownOrigin = `https://${domainName ?? '*.cloudfront.net'}`;
    props.storage.allowPages(pageOrigin === undefined ? [ownOrigin] : [ownOrigin, pageOrigin]);
  }

  /** The routes of the page are in the hash of its URL, so that a path is the name of a file or does not exist. */
  #pageBehavior({ config, page, storage, removalPolicy }: FrontDoorProps): cloudfront.BehaviorOptions {
    const { bucket } = new Page(this, 'Page', { directory: page, removalPolicy });
    const { READ, LIST } = cloudfront.AccessLevel;
    return {
      // Without the right to list, S3 answers 403 in place of 404. The origin gets no query string, and so lists nothing.
      origin: S3BucketOrigin.withOriginAccessControl(bucket as IBucket, {
        originAccessLevels: [READ, LIST],
      }),
      // Compressed and uncompressed; for how long, the files say.
      cachePolicy: cloudfront.CachePolicy.CACHING_OPTIMIZED,
      viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      responseHeadersPolicy: pageHeaders(this, 'PageHeaders', {
        bucketOrigins: [storage.uploads, storage.results].map(originOf),
        issuerOrigins: issuerOrigins(config.issuers),
        embedOrigins: config.embedOrigins,
      }),
      compress: true,
    };
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

/** Where the page reads the configuration of an issuer, and gets tokens. */
function issuerOrigins(issuers: StageConfig['issuers']): string[] {
  const usable = (issuers ?? []).filter(({ clientId }) => clientId !== undefined);
  const urls = usable.flatMap(({ issuer, tokenOrigin }) => [issuer, ...(tokenOrigin ? [tokenOrigin] : [])]);
  return [...new Set(urls.map((url) => new URL(url).origin))];
}

/** Where the presigned URLs of a bucket are. */
function originOf({ bucketRegionalDomainName }: Bucket): string {
  return `https://${bucketRegionalDomainName}`;
}
