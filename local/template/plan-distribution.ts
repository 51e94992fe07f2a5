import type { ApiOrigin, BucketPlan, DistributionPlan, FilesOrigin, HttpEndpointPlan } from './planned.ts';
import type { DistributionPart, FrontPart, HeadersPart, ReadBehavior } from './read-front-parts.ts';

interface Origins {
  readonly endpoints: readonly HttpEndpointPlan[];
  readonly buckets: readonly BucketPlan[];
}

/** @throws for an origin that is no HTTP API and no bucket of the stack, and for a policy that does not fit the origin */
export function planDistributions(parts: readonly FrontPart[], origins: Origins): DistributionPlan[] {
  const headers = new Map(
    parts.filter((part): part is HeadersPart => part.kind === 'headers').map((part) => [part.id, part]),
  );
  return parts
    .filter((part): part is DistributionPart => part.kind === 'distribution')
    .map(({ url, rootObject, behaviors }) => ({
      url,
      rootObject,
      behaviors: behaviors.map((behavior) => ({
        pathPattern: behavior.pathPattern,
        origin: originOf(behavior, parts, origins),
        responseHeaders: headers.get(behavior.headersId ?? '')?.headers ?? {},
      })),
    }));
}

function originOf(
  behavior: ReadBehavior,
  parts: readonly FrontPart[],
  { endpoints, buckets }: Origins,
): ApiOrigin | FilesOrigin {
  const { host, accessControlId } = behavior.origin;
  const url = `https://${host}`;
  const bucket = buckets.find((one) => one.url === url);
  if (bucket !== undefined) {
    const controlled = parts.some((part) => part.kind === 'access-control' && part.id === accessControlId);
    if (!controlled)
      throw new Error(`${behavior.where}: expected an origin access control for the bucket ${bucket.name}`);
    return filesOrigin(behavior, bucket);
  }
  const endpoint = endpoints.find((one) => one.url === url);
  if (endpoint === undefined)
    throw new Error(`${behavior.where}: expected an HTTP API or a bucket of the stack, found ${host}`);
  return apiOrigin(behavior, endpoint, host);
}

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html, 2026-11. */
const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const CACHING_OPTIMIZED = '658327ea-f89d-4fab-a63d-7e88639e58f6';
const ALL_VIEWER_EXCEPT_HOST = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';

function apiOrigin(behavior: ReadBehavior, { functionArn }: HttpEndpointPlan, host: string): ApiOrigin {
  expect(behavior, 'cachePolicyId', CACHING_DISABLED, 'answers of an API are not cached here');
  expect(
    behavior,
    'originRequestPolicyId',
    ALL_VIEWER_EXCEPT_HOST,
    'all headers but the host are passed to an API',
  );
  return { kind: 'api', host, functionArn };
}

/** A file is as new as in the bucket: the policy caches for as long as the file says, and files here do not change. */
function filesOrigin(behavior: ReadBehavior, bucket: BucketPlan): FilesOrigin {
  expect(behavior, 'cachePolicyId', CACHING_OPTIMIZED, 'it is the one for files of a bucket');
  expect(behavior, 'originRequestPolicyId', undefined, 'a bucket gets no headers of the browser');
  return { kind: 'files', bucket: bucket.name, compresses: behavior.compresses };
}

function expect(
  behavior: ReadBehavior,
  name: 'cachePolicyId' | 'originRequestPolicyId',
  id: string | undefined,
  why: string,
): void {
  if (behavior[name] !== id) {
    const property = name.charAt(0).toUpperCase() + name.slice(1);
    throw new Error(
      `${behavior.where}.${property}: expected ${id ?? 'none'}, found ${behavior[name] ?? 'none'}, because ${why}`,
    );
  }
}
