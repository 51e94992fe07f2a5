import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import { Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

export interface PageHeadersProps {
  /** Origins of the buckets that the page sends files to and reads files from. */
  readonly bucketOrigins: readonly string[];
  /** Origins of the issuers at which operators sign in. */
  readonly issuerOrigins: readonly string[];
  /** Origins whose pages may show the page in a frame. */
  readonly embedOrigins: readonly string[];
}

/** The page uses none of them, not even in a frame that would allow it. */
const UNUSED_FEATURES = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'serial',
  'usb',
];

/** What a browser may do with the page. A header X-Frame-Options could not name the origins that may frame it. */
export function pageHeaders(
  scope: Construct,
  id: string,
  { bucketOrigins, issuerOrigins, embedOrigins }: PageHeadersProps,
): cloudfront.ResponseHeadersPolicy {
  const csp = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "worker-src 'self'",
    `connect-src ${["'self'", ...bucketOrigins, ...issuerOrigins].join(' ')}`,
    "form-action 'none'",
    "base-uri 'none'",
    `frame-ancestors ${embedOrigins.length === 0 ? "'none'" : embedOrigins.join(' ')}`,
  ];
  return new cloudfront.ResponseHeadersPolicy(scope, id, {
    comment: 'The page runs its own files only',
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy: csp.join('; '), override: true },
      contentTypeOptions: { override: true },
      referrerPolicy: { referrerPolicy: cloudfront.HeadersReferrerPolicy.NO_REFERRER, override: true },
      strictTransportSecurity: { accessControlMaxAge: Duration.days(365), override: true },
    },
    customHeadersBehavior: {
      customHeaders: [
        {
          header: 'permissions-policy',
          value: UNUSED_FEATURES.map((feature) => `${feature}=()`).join(', '),
          override: true,
        },
      ],
    },
  });
}
