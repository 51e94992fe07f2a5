import type { HttpEndpointPlan, Planned } from './planned.ts';
import { readProperties } from './properties.ts';

/** @throws for a URL with signed requests, streamed responses, an alias or CORS */
export function planFunctionUrl({ logicalId, identity, properties }: Planned): HttpEndpointPlan {
  const url = readProperties(logicalId, properties, ['AuthType', 'TargetFunctionArn', 'InvokeMode']);
  if (url.text('AuthType') !== 'NONE')
    throw new Error(`${logicalId}.AuthType: expected NONE, because signatures are not checked here`);
  if ((url.optionalText('InvokeMode') ?? 'BUFFERED') !== 'BUFFERED')
    throw new Error(`${logicalId}.InvokeMode: expected BUFFERED`);
  return {
    functionArn: url.text('TargetFunctionArn'),
    url: (identity.attributes.FunctionUrl ?? '').replace(/\/$/, ''),
  };
}
