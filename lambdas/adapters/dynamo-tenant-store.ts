import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { NO_SETTINGS } from '../contracts/no-settings.ts';
import { type TenantSettings, TenantSettingsSchema } from '../contracts/tenant-settings.ts';
import { itemKeys } from '../core/naming/item-keys.ts';
import { RollcallError } from '../runtime/errors.ts';
import { documentClient, dynamoClient } from './dynamo-client.ts';
import { succeeds } from './dynamo-condition.ts';

/** The settings of each tenant in the imports table, one item under `tenant-settings#<tenant>`. */
export interface TenantStore {
  /**
   * The defaults, where the tenant has none of its own.
   * @throws ConfigurationError naming tenant and paths when what is stored are no settings
   */
  read(tenant: string): Promise<TenantSettings>;
  /** Rises with each write; 0 when nothing was written yet. Does not judge what is stored. */
  readVersion(tenant: string): Promise<number>;
  /** Replaces the settings by the next version. False: they are no longer of the version that was expected. */
  write(tenant: string, settings: TenantSettings, expectedVersion: number): Promise<boolean>;
}

const VersionSchema = z.int().positive();

export function createDynamoTenantStore(
  table: string,
  now: () => Date,
  client = dynamoClient(),
): TenantStore {
  const dynamo = documentClient(client);
  const find = async (tenant: string) =>
    (
      await dynamo.send(
        new GetCommand({ TableName: table, Key: itemKeys.tenantSettings(tenant), ConsistentRead: true }),
      )
    ).Item;
  return {
    read: async (tenant) => {
      const item = await find(tenant);
      return item === undefined ? NO_SETTINGS : parsed(TenantSettingsSchema, item.settings, tenant);
    },
    readVersion: async (tenant) => {
      const item = await find(tenant);
      return item === undefined ? 0 : parsed(VersionSchema, item.version, tenant);
    },
    write: (tenant, settings, expectedVersion) =>
      succeeds(
        dynamo.send(
          new PutCommand({
            TableName: table,
            // No attribute `tenant`: the index of a tenant's imports would list it among them.
            Item: {
              ...itemKeys.tenantSettings(tenant),
              version: expectedVersion + 1,
              settings,
              updatedAt: now().toISOString(),
            },
            ...(expectedVersion === 0
              ? { ConditionExpression: 'attribute_not_exists(importId)' }
              : {
                  ConditionExpression: '#version = :expected',
                  ExpressionAttributeNames: { '#version': 'version' },
                  ExpressionAttributeValues: { ':expected': expectedVersion },
                }),
          }),
        ),
      ),
  };
}

/** Paths only: the message ends in logs, and the settings hold addresses. */
function parsed<S extends z.ZodType>(schema: S, stored: unknown, tenant: string): z.output<S> {
  const result = schema.safeParse(stored);
  if (result.success) return result.data;
  const paths = new Set(result.error.issues.map(({ path }) => path.join('.') || 'the item'));
  throw new RollcallError(
    'ConfigurationError',
    `the stored settings of tenant ${tenant} are malformed in ${[...paths].join(', ')}; set them again`,
  );
}
