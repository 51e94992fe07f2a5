import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { LIST_ATTRIBUTES } from '../lambdas/contracts/attribute-name.ts';
import { STAGE_ATTRIBUTES } from '../lambdas/contracts/stage-import.ts';
import { IMPORT_INDEXES, type ImportIndex, type StageConfig } from './stage-config.ts';

/** Of imports that have no final status, or whose e-mail is not out. */
export const UNFINISHED_INDEX = 'unfinished';

/** The same, by tenant: it counts the open imports of a tenant. */
export const OPEN_INDEX = 'openByTenant';

/** Of a tenant's imports, by time. */
export const TENANT_INDEX = 'byTenant';

/** Of imports that were sent with an id of the sender, by tenant and id. */
export const REQUEST_INDEX = 'byRequest';

/** Of the imports of all tenants, by the day of their creation and by time: what operators see of them. */
export const DAY_INDEX = 'byDay';

/** Of the users of a tenant and an import type, by their keys. */
export const USERS_INDEX = 'byType';

/** Of messages to endpoints that are to be sent, by time. */
export const DUE_INDEX = 'due';

export interface TablesProps {
  /** Of the imports table: those that were added later are left out. */
  readonly lastIndex?: StageConfig['lastIndex'];
  readonly removalPolicy: RemovalPolicy;
}

/** The tables: what became of imports, the users, and what evaluations would make of them. */
export class Tables extends Construct {
  /**
   * An import, its chunks: items `import`, `chunk#00042`, … under the import's id, and the tenants' queues under `turn#<tenant>`.
   * By tenant and time in `byTenant`; what has no end yet in `unfinished` and `openByTenant`;
   * by the sender's own id in `byRequest`; of all tenants by day in `byDay`.
   */
  readonly imports: dynamodb.Table;
  /** The users, each under a well-spread key of its own. */
  readonly users: dynamodb.Table;
  /** What evaluations would have written, for a week: each has a version of the users of its own. */
  readonly previews: dynamodb.Table;
  /** The endpoints of tenants with their secrets, and the messages to them. */
  readonly webhooks: dynamodb.Table;

  constructor(scope: Construct, id: string, { removalPolicy, lastIndex }: TablesProps) {
    super(scope, id);
    const kept = {
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      encryption: dynamodb.TableEncryption.AWS_MANAGED,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      removalPolicy,
      deletionProtection: removalPolicy === RemovalPolicy.RETAIN,
      resourcePolicy: tlsOnly(),
    } satisfies Partial<dynamodb.TableProps>;

    this.imports = new dynamodb.Table(this, 'Imports', {
      ...kept,
      partitionKey: text('importId'),
      sortKey: text('item'),
      timeToLiveAttribute: 'expiresAt',
      // A change of status is in it as soon as it is in the table: see adr/0035.
      stream: dynamodb.StreamViewType.NEW_AND_OLD_IMAGES,
    });
    addImportIndexes(this.imports, lastIndex);

    this.users = new dynamodb.Table(this, 'Users', { ...kept, partitionKey: text('userKey') });
    addKeysOnlyIndex(this.users, USERS_INDEX, LIST_ATTRIBUTES.partition, LIST_ATTRIBUTES.sort);
    this.webhooks = new dynamodb.Table(this, 'Webhooks', {
      ...kept,
      partitionKey: text('tenant'),
      sortKey: text('item'),
      timeToLiveAttribute: 'expiresAt',
    });
    addKeysOnlyIndex(this.webhooks, DUE_INDEX, 'due', 'dueAt');
    // Nothing that must outlive the stack, or its own week.
    this.previews = new dynamodb.Table(this, 'Previews', {
      ...kept,
      partitionKey: text('userKey'),
      timeToLiveAttribute: 'expiresAt',
      removalPolicy: RemovalPolicy.DESTROY,
      deletionProtection: false,
    });
  }
}

/** One update of a table adds at most one index: `lastIndex` adds them to an existing table one after another. */
function addImportIndexes(table: dynamodb.Table, lastIndex: TablesProps['lastIndex']): void {
  const add: Readonly<Record<ImportIndex, () => void>> = {
    // Only the item `import` carries a tenant, so an import is listed once.
    byTenant: () =>
      table.addGlobalSecondaryIndex({
        indexName: TENANT_INDEX,
        partitionKey: text('tenant'),
        sortKey: text('importId'),
        projectionType: dynamodb.ProjectionType.ALL,
      }),
    // Sparse: an import leaves it with its e-mail, so that the sweep reads what there is to do and not what there ever was.
    unfinished: () => addKeysOnlyIndex(table, UNFINISHED_INDEX, 'unfinished', 'importId'),
    // An item is in an index only with both keys, so this one is as sparse.
    openByTenant: () => addKeysOnlyIndex(table, OPEN_INDEX, 'tenant', 'unfinished'),
    // Sparse: most senders give no id. A header file of a pair may be in it, too.
    byRequest: () => addKeysOnlyIndex(table, REQUEST_INDEX, 'requestKey', 'importId'),
    byDay: () =>
      table.addGlobalSecondaryIndex({
        indexName: DAY_INDEX,
        partitionKey: text('day'),
        sortKey: text('importId'),
        projectionType: dynamodb.ProjectionType.INCLUDE,
        nonKeyAttributes: [...STAGE_ATTRIBUTES],
      }),
  };
  const last = lastIndex === undefined ? IMPORT_INDEXES.length : IMPORT_INDEXES.indexOf(lastIndex) + 1;
  for (const name of IMPORT_INDEXES.slice(0, last)) add[name]();
}

/** DynamoDB answers plain HTTP as well; no call of ours uses it, and none by others may. */
function tlsOnly(): iam.PolicyDocument {
  const statement = new iam.PolicyStatement({
    sid: 'TlsOnly',
    effect: iam.Effect.DENY,
    principals: [new iam.AnyPrincipal()],
    actions: ['dynamodb:*'],
    // A policy of a table speaks of that table and its indexes; naming it would be a circle in the template.
    resources: ['*'],
    conditions: { Bool: { 'aws:SecureTransport': 'false' } },
  });
  return new iam.PolicyDocument({ statements: [statement] });
}

function addKeysOnlyIndex(table: dynamodb.Table, indexName: string, partition: string, sort: string): void {
  table.addGlobalSecondaryIndex({
    indexName,
    partitionKey: text(partition),
    sortKey: text(sort),
    projectionType: dynamodb.ProjectionType.KEYS_ONLY,
  });
}

function text(name: string): dynamodb.Attribute {
  return { name, type: dynamodb.AttributeType.STRING };
}
