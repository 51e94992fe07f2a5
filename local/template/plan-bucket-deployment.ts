import { basename } from 'node:path';
import type { BucketDeploymentPlan, Planned } from './planned.ts';
import { readProperties, refuseOthers } from './properties.ts';
import type { Stack } from './stack.ts';

const known = [
  'DestinationBucketName',
  'Exclude',
  'Include',
  'SourceObjectKeys',
  'SystemMetadata',
  // Without effect here: there are no files of earlier deployments, and no cache.
  'OutputObjectKeys',
  'Prune',
  'ServiceToken',
  'SourceBucketNames',
  'WaitForDistributionInvalidation',
];

/** The CDK's BucketDeployment: files of an asset that are copied into a bucket. @throws for several assets, or for a prefix of the keys */
export function planBucketDeployment({ logicalId, properties, stack }: Planned): BucketDeploymentPlan {
  const deployment = readProperties(logicalId, properties, known);
  const [key, ...others] = deployment.list('SourceObjectKeys').map(String);
  if (key === undefined || others.length > 0)
    throw new Error(`${logicalId}.SourceObjectKeys: expected one asset`);
  const directory = stack.assets.get(basename(key, '.zip'));
  if (directory === undefined)
    throw new Error(`${logicalId}.SourceObjectKeys: no asset ${key} in the cloud assembly`);
  refuseOthers(`${logicalId}.SystemMetadata`, deployment.json('SystemMetadata'), ['cache-control']);
  return {
    bucket: deployment.text('DestinationBucketName'),
    directory,
    exclude: deployment.list('Exclude').map(String),
    include: deployment.list('Include').map(String),
    cacheControl: deployment.child('SystemMetadata')?.optionalText('cache-control'),
  };
}

/** The functions that only CloudFormation calls, for custom resources: the plan of the resource does their work here. */
export function customResourceFunctions({ template }: Stack): ReadonlySet<string> {
  const tokens = Object.values(template.Resources).flatMap(({ Type, Properties }) =>
    Type === 'Custom::CDKBucketDeployment' ? [Properties?.ServiceToken] : [],
  );
  const ids = tokens.flatMap((token) => {
    const attribute = (token as { readonly 'Fn::GetAtt'?: unknown } | undefined)?.['Fn::GetAtt'];
    return Array.isArray(attribute) ? [String(attribute[0])] : [];
  });
  return new Set(ids);
}
