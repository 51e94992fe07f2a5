import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { BehaviorPlan, DistributionPlan } from '../template/planned.ts';
import { type Route, serveRoutes } from './serve-function-url.ts';

type Invoke = (functionName: string, payload: unknown) => Promise<unknown>;

/**
 * Stands in for a CloudFront distribution: one address whose paths are answered by the functions behind its origins. As on
 * AWS, the function sees the host of the origin, the header `via`, and all other headers of the request, and the answer has
 * the headers of the policy. Nothing is cached.
 */
export function serveDistribution({ behaviors }: DistributionPlan, invoke: Invoke) {
  return serveRoutes((request) => routeOf(behaviors, request), invoke);
}

function routeOf(behaviors: readonly BehaviorPlan[], request: IncomingMessage): Route | undefined {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  const behavior = behaviors.find(
    ({ pathPattern }) => pathPattern === undefined || isLike(pathPattern, path),
  );
  // CloudFront refuses such a request. https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html
  const hasBody = Number(request.headers['content-length'] ?? 0) > 0;
  if (behavior === undefined || (hasBody && (request.method === 'GET' || request.method === 'HEAD')))
    return undefined;
  const { functionArn, originHost, responseHeaders } = behavior;
  const requestHeaders = {
    host: originHost,
    via: `${request.httpVersion} rollcall.cloudfront.net (CloudFront)`,
    'x-amz-cf-id': randomUUID(),
    'x-forwarded-for': request.socket.remoteAddress ?? '',
  };
  return { functionArn, requestHeaders, responseHeaders };
}

/** `*` and `?` as in path patterns of CloudFront. */
function isLike(pattern: string, path: string): boolean {
  const source = pattern.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${source.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(path);
}
