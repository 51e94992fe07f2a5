import type { Planned } from './planned.ts';
import { type Properties, readProperties, refuseOthers } from './properties.ts';

/** A distribution names the policies of the headers that it adds, and the access controls of its buckets. */
export type FrontPart = HeadersPart | DistributionPart | AccessControlPart;

export interface HeadersPart {
  readonly kind: 'headers';
  readonly id: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface DistributionPart {
  readonly kind: 'distribution';
  readonly url: string;
  readonly rootObject: string | undefined;
  readonly behaviors: readonly ReadBehavior[];
}

interface AccessControlPart {
  readonly kind: 'access-control';
  readonly id: string;
}

export interface ReadBehavior {
  readonly where: string;
  readonly pathPattern: string | undefined;
  readonly origin: ReadOrigin;
  readonly headersId: string | undefined;
  readonly cachePolicyId: string | undefined;
  readonly originRequestPolicyId: string | undefined;
  readonly compresses: boolean;
}

interface ReadOrigin {
  readonly host: string;
  /** Undefined for an origin that is no bucket. */
  readonly accessControlId: string | undefined;
}

/** Without effect here: logs, TLS, protocols. */
const WITHOUT_EFFECT = [
  'Comment',
  'HttpVersion',
  'IPV6Enabled',
  'PriceClass',
  'ViewerCertificate',
  'Aliases',
];

/** @throws for a distribution that changes requests or errors */
export function readDistribution({ logicalId, identity, properties }: Planned): DistributionPart {
  refuseOthers(logicalId, properties, ['DistributionConfig', 'Tags']);
  const { DistributionConfig } = properties as { readonly DistributionConfig?: Planned['properties'] };
  const used = ['CacheBehaviors', 'DefaultCacheBehavior', 'DefaultRootObject', 'Enabled', 'Origins'];
  const known = [...WITHOUT_EFFECT, ...used];
  const config = readProperties(`${logicalId}.DistributionConfig`, DistributionConfig, known);
  const origins = new Map(
    config.children('Origins').map((origin) => [origin.text('Id'), readOrigin(origin)]),
  );
  const fallback = config.child('DefaultCacheBehavior');
  const behaviors = [...config.children('CacheBehaviors'), ...(fallback === undefined ? [] : [fallback])];
  return {
    kind: 'distribution',
    url: `https://${identity.attributes.DomainName}`,
    rootObject: config.optionalText('DefaultRootObject'),
    behaviors: behaviors.map((behavior) => readBehavior(behavior, origins)),
  };
}

function readOrigin(origin: Properties): ReadOrigin {
  const used = ['Id', 'DomainName', 'CustomOriginConfig', 'S3OriginConfig', 'OriginAccessControlId'];
  refuseOthers(origin.where, Object.fromEntries(origin.entries()), used);
  return {
    host: origin.text('DomainName'),
    accessControlId: origin.optionalText('OriginAccessControlId'),
  };
}

/** Methods and TLS have no effect here: the function refuses methods itself, and files have two. */
const BEHAVIOR = [
  'AllowedMethods',
  'CachePolicyId',
  'Compress',
  'OriginRequestPolicyId',
  'PathPattern',
  'ResponseHeadersPolicyId',
  'TargetOriginId',
  'ViewerProtocolPolicy',
];

function readBehavior(behavior: Properties, origins: ReadonlyMap<string, ReadOrigin>): ReadBehavior {
  refuseOthers(behavior.where, Object.fromEntries(behavior.entries()), BEHAVIOR);
  const id = behavior.text('TargetOriginId');
  const origin = origins.get(id);
  if (origin === undefined) throw new Error(`${behavior.where}.TargetOriginId: there is no origin ${id}`);
  return {
    where: behavior.where,
    pathPattern: behavior.optionalText('PathPattern'),
    origin,
    headersId: behavior.optionalText('ResponseHeadersPolicyId'),
    cachePolicyId: behavior.optionalText('CachePolicyId'),
    originRequestPolicyId: behavior.optionalText('OriginRequestPolicyId'),
    compresses: String(behavior.json('Compress')) === 'true',
  };
}

/** @throws for a policy that adds other headers than the security headers and its own */
export function readResponseHeaders({ logicalId, identity, properties }: Planned): HeadersPart {
  const config = readProperties(logicalId, properties, ['ResponseHeadersPolicyConfig']).child(
    'ResponseHeadersPolicyConfig',
  );
  const security = config?.child('SecurityHeadersConfig');
  for (const [name] of config?.entries() ?? [])
    if (!['Name', 'Comment', 'SecurityHeadersConfig', 'CustomHeadersConfig'].includes(name))
      throw new Error(
        `${logicalId}.${name}: only security headers and custom headers are supported on one machine`,
      );
  const age = security?.child('StrictTransportSecurity')?.optionalNumber('AccessControlMaxAgeSec');
  const custom = config?.child('CustomHeadersConfig')?.children('Items') ?? [];
  const headers = {
    'content-security-policy': security
      ?.child('ContentSecurityPolicy')
      ?.optionalText('ContentSecurityPolicy'),
    'x-content-type-options': security?.child('ContentTypeOptions') && 'nosniff',
    'x-frame-options': security?.child('FrameOptions')?.optionalText('FrameOption'),
    'referrer-policy': security?.child('ReferrerPolicy')?.optionalText('ReferrerPolicy'),
    'strict-transport-security': age === undefined ? undefined : `max-age=${age}`,
    ...Object.fromEntries(custom.map((item) => [item.text('Header').toLowerCase(), item.text('Value')])),
  };
  const present = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return { kind: 'headers', id: identity.ref, headers: Object.fromEntries(present) };
}

/** @throws for an access control that does not sign each request to a bucket */
export function readAccessControl({ logicalId, identity, properties }: Planned): AccessControlPart {
  const config = readProperties(logicalId, properties, ['OriginAccessControlConfig']).child(
    'OriginAccessControlConfig',
  );
  const expected = {
    OriginAccessControlOriginType: 's3',
    SigningBehavior: 'always',
    SigningProtocol: 'sigv4',
  };
  for (const [name, value] of Object.entries(expected))
    if (config?.optionalText(name) !== value)
      throw new Error(`${logicalId}.OriginAccessControlConfig.${name}: expected ${value}`);
  return { kind: 'access-control', id: identity.ref };
}
