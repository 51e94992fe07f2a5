import type { BehaviorPlan, DistributionPlan, HttpEndpointPlan, Planned } from './planned.ts';
import { type Properties, readProperties, refuseOthers } from './properties.ts';

/** A distribution names the policies of the headers that it adds. */
export type FrontPart =
  | { readonly kind: 'headers'; readonly id: string; readonly headers: Readonly<Record<string, string>> }
  | { readonly kind: 'distribution'; readonly url: string; readonly behaviors: readonly ReadBehavior[] };

interface ReadBehavior extends Pick<BehaviorPlan, 'pathPattern'> {
  readonly originHost: string;
  readonly headersId: string | undefined;
}

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html, 2026-11. */
const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const ALL_VIEWER_EXCEPT_HOST = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';

/** Without effect here: logs, TLS, protocols. */
const WITHOUT_EFFECT = [
  'Comment',
  'HttpVersion',
  'IPV6Enabled',
  'PriceClass',
  'ViewerCertificate',
  'Aliases',
];

/** @throws for a distribution that caches, that has other origins than HTTP APIs, or that changes requests */
export function readDistribution({ logicalId, identity, properties }: Planned): FrontPart {
  refuseOthers(logicalId, properties, ['DistributionConfig', 'Tags']);
  const { DistributionConfig } = properties as { readonly DistributionConfig?: Planned['properties'] };
  const known = [...WITHOUT_EFFECT, 'CacheBehaviors', 'DefaultCacheBehavior', 'Enabled', 'Origins'];
  const config = readProperties(`${logicalId}.DistributionConfig`, DistributionConfig, known);
  const hosts = new Map(config.children('Origins').map((origin) => [origin.text('Id'), hostOf(origin)]));
  const fallback = config.child('DefaultCacheBehavior');
  const behaviors = [...config.children('CacheBehaviors'), ...(fallback === undefined ? [] : [fallback])];
  return {
    kind: 'distribution',
    url: `https://${identity.attributes.DomainName}`,
    behaviors: behaviors.map((behavior) => readBehavior(behavior, hosts)),
  };
}

function hostOf(origin: Properties): string {
  if (origin.child('CustomOriginConfig') === undefined)
    throw new Error(
      `${origin.where}: expected a CustomOriginConfig, because only HTTP APIs are origins here`,
    );
  return origin.text('DomainName');
}

/** Methods, TLS and compression have no effect here: the function refuses methods itself. */
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

function readBehavior(behavior: Properties, hosts: ReadonlyMap<string, string>): ReadBehavior {
  refuseOthers(behavior.where, Object.fromEntries(behavior.entries()), BEHAVIOR);
  expect(behavior, 'CachePolicyId', CACHING_DISABLED, 'nothing is cached here');
  expect(behavior, 'OriginRequestPolicyId', ALL_VIEWER_EXCEPT_HOST, 'all headers but the host are passed');
  return {
    pathPattern: behavior.optionalText('PathPattern'),
    originHost: hosts.get(behavior.text('TargetOriginId')) ?? '',
    headersId: behavior.optionalText('ResponseHeadersPolicyId'),
  };
}

function expect(behavior: Properties, name: string, id: string, why: string): void {
  if (behavior.text(name) !== id)
    throw new Error(`${behavior.where}.${name}: expected the managed policy ${id}, because ${why}`);
}

/** @throws for a policy that adds other headers than the security headers */
export function readResponseHeaders({ logicalId, identity, properties }: Planned): FrontPart {
  const config = readProperties(logicalId, properties, ['ResponseHeadersPolicyConfig']).child(
    'ResponseHeadersPolicyConfig',
  );
  const security = config?.child('SecurityHeadersConfig');
  for (const [name] of config?.entries() ?? [])
    if (!['Name', 'Comment', 'SecurityHeadersConfig'].includes(name))
      throw new Error(`${logicalId}.${name}: only security headers are supported on one machine`);
  const age = security?.child('StrictTransportSecurity')?.optionalNumber('AccessControlMaxAgeSec');
  const headers = {
    'content-security-policy': security
      ?.child('ContentSecurityPolicy')
      ?.optionalText('ContentSecurityPolicy'),
    'x-content-type-options': security?.child('ContentTypeOptions') && 'nosniff',
    'x-frame-options': security?.child('FrameOptions')?.optionalText('FrameOption'),
    'referrer-policy': security?.child('ReferrerPolicy')?.optionalText('ReferrerPolicy'),
    'strict-transport-security': age === undefined ? undefined : `max-age=${age}`,
  };
  const present = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return { kind: 'headers', id: identity.ref, headers: Object.fromEntries(present) };
}

/** @throws for an origin that is no HTTP API of the stack */
export function planDistributions(
  parts: readonly FrontPart[],
  endpoints: readonly HttpEndpointPlan[],
): DistributionPlan[] {
  const headersOf = (id: string | undefined) =>
    parts.find((part) => part.kind === 'headers' && part.id === id) as
      | (FrontPart & { readonly kind: 'headers' })
      | undefined;
  return parts.flatMap((part) => {
    if (part.kind !== 'distribution') return [];
    const behaviors = part.behaviors.map(({ pathPattern, originHost, headersId }) => {
      const endpoint = endpoints.find(({ url }) => url === `https://${originHost}`);
      if (endpoint === undefined)
        throw new Error(`${part.url}: expected an HTTP API of the stack as the origin, found ${originHost}`);
      const responseHeaders = headersOf(headersId)?.headers ?? {};
      return { pathPattern, originHost, functionArn: endpoint.functionArn, responseHeaders };
    });
    return [{ url: part.url, behaviors }];
  });
}
