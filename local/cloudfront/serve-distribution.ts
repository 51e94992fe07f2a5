import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import { createServer } from '../http.ts';
import { answerRoute, type Invoke, type Route } from '../lambda/serve-function-url.ts';
import { listen } from '../listen.ts';
import type { ApiOrigin, BehaviorPlan, DistributionPlan } from '../template/planned.ts';
import { createServeFile } from './serve-file.ts';
import type { StoredFiles } from './stored-files.ts';
import { isLike } from './wildcard.ts';

export interface Behind {
  readonly invoke: Invoke;
  readonly files: StoredFiles;
  /** Default: any free port. */
  readonly port?: number | undefined;
}

/**
 * Stands in for a CloudFront distribution: one address whose paths are answered by the functions behind its origins, or
 * with the files of a bucket. As on AWS, the function sees the host of the origin, the header `via`, and all other headers
 * of the request, and each answer has the headers of the policy. Nothing is cached.
 */
export async function serveDistribution(
  { behaviors, rootObject }: DistributionPlan,
  { invoke, files, port = 0 }: Behind,
): Promise<{ server: Server; endpoint: string }> {
  const serveFile = createServeFile(files);
  const server = createServer((request, response) => {
    const behavior = behaviorFor(behaviors, request);
    if (behavior === undefined) {
      response.writeHead(403).end();
      return;
    }
    const { origin, responseHeaders } = behavior;
    const answered =
      origin.kind === 'api'
        ? answerRoute(routeOf(origin, responseHeaders, request), invoke, request, response)
        : serveFile({ origin, rootObject, responseHeaders }, request, response);
    answered.catch(() => response.destroy());
  });
  return { server, endpoint: await listen(server, port) };
}

function behaviorFor(behaviors: readonly BehaviorPlan[], request: IncomingMessage): BehaviorPlan | undefined {
  // CloudFront refuses such a request. https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html
  const hasBody = Number(request.headers['content-length'] ?? 0) > 0;
  if (hasBody && (request.method === 'GET' || request.method === 'HEAD')) return undefined;
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  return behaviors.find(({ pathPattern }) => pathPattern === undefined || isLike(pathPattern, path));
}

function routeOf(
  { functionArn, host }: ApiOrigin,
  responseHeaders: Readonly<Record<string, string>>,
  request: IncomingMessage,
): Route {
  const requestHeaders = {
    host,
    via: `${request.httpVersion} rollcall.cloudfront.net (CloudFront)`,
    'x-amz-cf-id': randomUUID(),
    'x-forwarded-for': request.socket.remoteAddress ?? '',
  };
  return { functionArn, requestHeaders, responseHeaders };
}
