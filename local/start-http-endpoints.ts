import { serveDistribution } from './cloudfront/serve-distribution.ts';
import { createStoredFiles } from './cloudfront/stored-files.ts';
import { ISSUER_PLACEHOLDER, type ServiceEndpoints } from './lambda/environment.ts';
import { type Invoke, serveFunctionUrl } from './lambda/serve-function-url.ts';
import { closeServer } from './listen.ts';
import type { DistributionPlan, Plan } from './template/planned.ts';

interface HttpEndpointsOptions {
  readonly plan: Plan;
  readonly invoke: Invoke;
  /** Presigned URLs of all buckets are at S3. */
  readonly endpoints: Pick<ServiceEndpoints, 's3' | 'issuer'>;
  /** The directory of the built page, in place of the files that the template deploys. */
  readonly page: string | undefined;
  /** Of the distribution. */
  readonly port: number | undefined;
}

/** Replaces the addresses of the template by those on this machine. */
export type Localize = (text: string) => string;

/**
 * Serves the URLs of functions, HTTP APIs, and distributions.
 * @param adopt registers a server that the caller closes
 */
export async function startHttpEndpoints(
  { plan, invoke, endpoints, page, port }: HttpEndpointsOptions,
  adopt: (service: { close(): Promise<void> }) => unknown,
): Promise<Localize> {
  const addresses = new Map(plan.buckets.map(({ url }) => [url, endpoints.s3]));
  addresses.set(ISSUER_PLACEHOLDER, endpoints.issuer);
  const localize: Localize = (text) =>
    [...addresses].reduce((result, [url, endpoint]) => result.replaceAll(url, endpoint), text);
  const files = createStoredFiles(plan.bucketDeployments, page);
  const servers = [
    ...plan.httpEndpoints.map(({ url, functionArn }) => ({
      url,
      serve: () => serveFunctionUrl(functionArn, invoke),
    })),
    ...plan.distributions.map((distribution) => ({
      url: distribution.url,
      serve: () => serveDistribution(withLocalHeaders(distribution, localize), { invoke, files, port }),
    })),
  ];
  for (const { url, serve } of servers) {
    const { server, endpoint } = await serve();
    adopt({ close: () => closeServer(server) });
    addresses.set(url, endpoint);
  }
  return localize;
}

/** A policy of the page names the buckets and issuers that it uses. */
function withLocalHeaders(distribution: DistributionPlan, localize: Localize): DistributionPlan {
  const behaviors = distribution.behaviors.map((behavior) => ({
    ...behavior,
    responseHeaders: Object.fromEntries(
      Object.entries(behavior.responseHeaders).map(([name, value]) => [name, localize(value)]),
    ),
  }));
  return { ...distribution, behaviors };
}
