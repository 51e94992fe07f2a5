import type { Planned, TablePlan } from './planned.ts';
import { readProperties } from './properties.ts';
import type { Json } from './stack.ts';

const known = [
  'TableName',
  'AttributeDefinitions',
  'KeySchema',
  'GlobalSecondaryIndexes',
  'LocalSecondaryIndexes',
  'StreamSpecification',
  // Without effect here: permissions, throughput, TTL, encryption, backups.
  'ResourcePolicy',
  'BillingMode',
  'ProvisionedThroughput',
  'OnDemandThroughput',
  'WarmThroughput',
  'WriteOnDemandThroughputSettings',
  'WriteProvisionedThroughputSettings',
  'Replicas',
  'ContributorInsightsSpecification',
  'DeletionProtectionEnabled',
  'PointInTimeRecoverySpecification',
  'SSESpecification',
  'TableClass',
  'Tags',
  'TimeToLiveSpecification',
];

/** Only the fields that affect the data. Capacity is always on demand. */
const indexShape = ({ IndexName, KeySchema, Projection }: { readonly [name: string]: Json }): Json => ({
  IndexName: IndexName ?? null,
  KeySchema: KeySchema ?? null,
  Projection: Projection ?? null,
});

/** @throws for a replica in a second region */
export function planTable({ logicalId, identity, properties }: Planned): TablePlan {
  const table = readProperties(logicalId, properties, known);
  if (table.list('Replicas').length > 1)
    throw new Error(`${logicalId}.Replicas: only one region is supported on one machine`);
  const indexes = (name: string): { [name: string]: Json } => {
    const found = table.list(name) as readonly { readonly [name: string]: Json }[];
    return found.length === 0 ? {} : { [name]: found.map(indexShape) };
  };
  const viewType = table.child('StreamSpecification')?.text('StreamViewType');
  return {
    name: identity.ref,
    stream: viewType === undefined ? undefined : { arn: identity.attributes.StreamArn ?? '', viewType },
    createTable: {
      TableName: identity.ref,
      AttributeDefinitions: table.list('AttributeDefinitions'),
      KeySchema: table.list('KeySchema'),
      BillingMode: 'PAY_PER_REQUEST',
      ...(viewType !== undefined && {
        StreamSpecification: { StreamEnabled: true, StreamViewType: viewType },
      }),
      ...indexes('GlobalSecondaryIndexes'),
      ...indexes('LocalSecondaryIndexes'),
    },
  };
}
