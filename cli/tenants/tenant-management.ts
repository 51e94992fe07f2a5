import { type Command, InvalidArgumentError, Option } from 'commander';
import { ApiKeyNameSchema, GRACE_MINUTES } from '../../lambdas/contracts/api-key.ts';
import { PERMISSIONS_OF_ROLE, TenantRoleSchema } from '../../lambdas/contracts/permissions.ts';
import { IMPORT_TYPES } from '../../lambdas/import-types/registry.ts';
import { checked, tenant, wholeNumber } from '../program/shared-options.ts';
import type { TenantRequest } from './manage-tenants.ts';

const MAX_RATE = 1000;
const MAX_DAYS = 3650;
const DAY_MS = 86_400_000;

interface KeyOptions {
  readonly role?: 'importer' | 'tenant-admin';
  readonly permission?: string[];
  readonly importType?: string[];
  readonly validDays?: number;
}

type Run = (request: TenantRequest) => void | Promise<void>;

/** Adds the nested commands that register tenants and manage their API keys. */
export function addManagementCommands(program: Command, run: Run): void {
  addTenantCommands(program, run);
  addKeyCommands(program, run);
}

function addTenantCommands(program: Command, run: Run): void {
  program
    .command('list')
    .description('Lists the registered tenants.')
    .action(() => run({ action: 'list-tenants' }));
  named(program, 'create', 'Registers a tenant: its uploads and API keys are accepted from now on.')
    .option('--rate <requests>', 'requests to the API a second', wholeNumber(MAX_RATE, 1))
    .action((name, { rate }) =>
      run({ action: 'create-tenant', tenant: name, ...(rate !== undefined && { requestsPerSecond: rate }) }),
    );
  named(program, 'suspend', 'Refuses the uploads, API keys and sessions of a tenant. Its data stays.').action(
    (name) => run({ action: 'change-tenant', tenant: name, status: 'suspended' }),
  );
  named(program, 'resume', 'Accepts a tenant again that was suspended.').action((name) =>
    run({ action: 'change-tenant', tenant: name, status: 'active' }),
  );
  named(program, 'rate', 'Sets how many requests to the API a tenant may make.')
    .argument('<requests>', 'requests a second, or default', rate)
    .action((name, requestsPerSecond) => run({ action: 'change-tenant', tenant: name, requestsPerSecond }));
}

function addKeyCommands(program: Command, run: Run): void {
  named(program, 'api-key', 'Creates an API key and prints it once: only its hash is stored.')
    .argument('<name>', 'name of the key', checked(ApiKeyNameSchema))
    .addOption(
      new Option('--role <role>', 'importer: only its own imports (default: tenant-admin)').choices(
        TenantRoleSchema.options,
      ),
    )
    .addOption(
      new Option('--permission <permissions...>', 'only these permissions of the role').choices(
        PERMISSIONS_OF_ROLE['tenant-admin'],
      ),
    )
    .addOption(
      new Option('--import-type <types...>', 'only these import types').choices(
        IMPORT_TYPES.map(({ name }) => name),
      ),
    )
    .option('--valid-days <days>', 'the key ends after so many days', wholeNumber(MAX_DAYS, 1))
    .action((tenantName, name, options: KeyOptions) => run(newKey(tenantName, name, options)));
  named(program, 'api-keys', 'Lists the API keys of a tenant, without the keys themselves.').action((name) =>
    run({ action: 'list-api-keys', tenant: name }),
  );
  named(program, 'rotate-key', 'Gives an API key another secret, and prints it once.')
    .argument('<key>', 'name or id of the key')
    .option(
      '--grace-minutes <minutes>',
      'how long the secret before stays valid',
      wholeNumber(GRACE_MINUTES.most),
      GRACE_MINUTES.byDefault,
    )
    .action((tenantName, key, { graceMinutes }) =>
      run({ action: 'rotate-api-key', tenant: tenantName, key, graceMinutes }),
    );
  named(program, 'revoke-key', 'Ends an API key at once, and the sessions that it has created.')
    .argument('<key>', 'name or id of the key')
    .action((tenantName, key) => run({ action: 'revoke-api-key', tenant: tenantName, key }));
}

function named(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .allowExcessArguments(false)
    .argument('<tenant>', 'name of the tenant', tenant);
}

function newKey(
  tenantName: string,
  name: string,
  { role, permission, importType, validDays }: KeyOptions,
): TenantRequest {
  return {
    action: 'create-api-key',
    tenant: tenantName,
    name,
    ...(role !== undefined && { role }),
    ...(permission !== undefined && { permissions: permission as [] }),
    ...(importType !== undefined && { importTypes: importType }),
    ...(validDays !== undefined && { validUntil: new Date(Date.now() + validDays * DAY_MS).toISOString() }),
  };
}

function rate(text: string): number | null {
  if (text === 'default') return null;
  try {
    return wholeNumber(MAX_RATE, 1)(text);
  } catch {
    throw new InvalidArgumentError(`Expected a whole number from 1 to ${MAX_RATE}, or default.`);
  }
}
