import type { HttpEndpointPlan, Planned } from './planned.ts';
import { readProperties } from './properties.ts';

/** An API, its integration and its route are separate resources that name each other. */
export type ApiPart =
  | { readonly kind: 'api'; readonly apiId: string; readonly url: string }
  | { readonly kind: 'integration'; readonly target: string; readonly functionArn: string }
  | { readonly kind: 'route'; readonly apiId: string; readonly target: string };

/** @throws for an API with CORS or another protocol than HTTP */
export function readApi({ logicalId, identity, properties }: Planned): ApiPart {
  const api = readProperties(logicalId, properties, ['Name', 'Description', 'ProtocolType']);
  if (api.text('ProtocolType') !== 'HTTP') throw new Error(`${logicalId}.ProtocolType: expected HTTP`);
  return { kind: 'api', apiId: identity.ref, url: identity.attributes.ApiEndpoint ?? '' };
}

/** @throws unless the integration passes requests to a function, in payload format 2.0 */
export function readIntegration({ logicalId, identity, properties }: Planned): ApiPart {
  const known = ['ApiId', 'IntegrationType', 'IntegrationUri', 'PayloadFormatVersion'];
  const integration = readProperties(logicalId, properties, known);
  if (integration.text('IntegrationType') !== 'AWS_PROXY')
    throw new Error(`${logicalId}.IntegrationType: expected AWS_PROXY`);
  if (integration.text('PayloadFormatVersion') !== '2.0')
    throw new Error(`${logicalId}.PayloadFormatVersion: expected 2.0`);
  return {
    kind: 'integration',
    target: `integrations/${identity.ref}`,
    functionArn: integration.text('IntegrationUri'),
  };
}

/** @throws for any route but the default one, and for an authorizer */
export function readRoute({ logicalId, properties }: Planned): ApiPart {
  const route = readProperties(logicalId, properties, ['ApiId', 'RouteKey', 'Target', 'AuthorizationType']);
  if (route.text('RouteKey') !== '$default')
    throw new Error(`${logicalId}.RouteKey: expected $default, because routes are not matched here`);
  if ((route.optionalText('AuthorizationType') ?? 'NONE') !== 'NONE')
    throw new Error(`${logicalId}.AuthorizationType: expected NONE, because authorizers do not run here`);
  return { kind: 'route', apiId: route.text('ApiId'), target: route.text('Target') };
}

/** Throttling and access logs of a stage have no effect here. @throws for a stage whose name would be part of each path */
export function checkStage({ logicalId, properties }: Planned): void {
  const known = [
    'ApiId',
    'StageName',
    'AutoDeploy',
    'DefaultRouteSettings',
    'AccessLogSettings',
    'Description',
  ];
  if (readProperties(logicalId, properties, known).text('StageName') !== '$default')
    throw new Error(`${logicalId}.StageName: expected $default`);
}

/** @returns the endpoint of each API that has a default route */
export function planHttpApis(parts: readonly ApiPart[]): HttpEndpointPlan[] {
  return parts.flatMap((route) => {
    if (route.kind !== 'route') return [];
    const api = parts.find((part) => part.kind === 'api' && part.apiId === route.apiId);
    const integration = parts.find((part) => part.kind === 'integration' && part.target === route.target);
    if (api?.kind !== 'api' || integration?.kind !== 'integration') return [];
    return [{ url: api.url, functionArn: integration.functionArn }];
  });
}
