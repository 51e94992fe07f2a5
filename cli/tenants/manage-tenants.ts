import {
  type ListedKey,
  type ManageTenantsAnswer,
  ManageTenantsAnswerSchema,
  type ManageTenantsRequest,
} from '../../lambdas/contracts/manage-tenants.ts';
import type { TenantRecord } from '../../lambdas/contracts/tenant.ts';
import { TenantAnswerSchema, type TenantEdit } from '../../lambdas/contracts/tenant-commands.ts';
import type { TenantSettings } from '../../lambdas/contracts/tenant-settings.ts';
import type { Cloud } from '../../local/cloud-types.ts';
import { EXIT_CODES } from '../program/exit-codes.ts';
import { Refusal } from '../program/failure.ts';

/** What `rollcall tenant` asks. */
export type TenantRequest = Exclude<ManageTenantsRequest, { action: 'create-session' }>;

/** What became of a request about tenants or their keys. */
export type Managed = Omit<Extract<ManageTenantsAnswer, { accepted: true }>, 'accepted'>;

/** Tenants of this machine, or of a deployed stage. */
export interface TenantService {
  /** @returns the settings after the edits. @throws Refusal */
  edit(tenant: string, edits: readonly TenantEdit[]): Promise<TenantSettings>;
  /** @throws Refusal */
  manage(request: TenantRequest): Promise<Managed>;
}

type Invoke = Pick<Cloud, 'invoke'>;

/** Asks the function ManageTenants. @throws Refusal */
export async function askToManage({ invoke }: Invoke, request: ManageTenantsRequest): Promise<Managed> {
  const answer = ManageTenantsAnswerSchema.parse(await invoke('ManageTenants', request));
  if (!answer.accepted) throw new Refusal(answer.code, answer.message);
  return answer;
}

export function localTenants(cloud: Invoke): TenantService {
  return {
    async edit(tenant, edits) {
      const answer = TenantAnswerSchema.parse(await cloud.invoke('EditTenant', { tenant, edits }));
      if (!answer.accepted) throw new Refusal(answer.code, answer.message);
      return answer.settings;
    },
    manage: (request) => askToManage(cloud, request),
  };
}

/** Runs a nested command of `rollcall tenant` and prints its answer. @throws Refusal */
export async function manageTenants(
  service: Pick<TenantService, 'manage'>,
  request: TenantRequest,
  json: boolean,
): Promise<number> {
  const answer =
    request.action === 'list-tenants'
      ? { tenants: await allTenants(service) }
      : await service.manage(request);
  process.stdout.write(json ? `${JSON.stringify(asJson(answer))}\n` : describe(request, answer));
  return EXIT_CODES.done;
}

async function allTenants({ manage }: Pick<TenantService, 'manage'>): Promise<TenantRecord[]> {
  const found: TenantRecord[] = [];
  let after: string | undefined;
  do {
    const request = { action: 'list-tenants', ...(after !== undefined && { after }) } as const;
    const { tenants = [], next } = await manage(request);
    found.push(...tenants);
    after = next;
  } while (after !== undefined);
  return found;
}

function asJson({ tenant, tenants, apiKeys, apiKey, token }: Managed) {
  if (token !== undefined) return { apiKey: token, id: apiKey?.keyId };
  return tenants ?? tenant ?? apiKeys ?? {};
}

function describe(request: TenantRequest, { tenant, tenants, apiKeys, token }: Managed): string {
  if (token !== undefined) {
    process.stderr.write('This key is shown once and cannot be shown again:\n');
    return `${token}\n`;
  }
  if (tenants !== undefined) return listOf(tenants.map(tenantLine), 'No tenant is registered.');
  if (apiKeys !== undefined) return listOf(apiKeys.map(keyLine), 'The tenant has no API keys.');
  if (tenant !== undefined) return `${tenantLine(tenant)}\n`;
  return request.action === 'revoke-api-key' ? `The key ${request.key} is revoked.\n` : '';
}

function listOf(lines: readonly string[], none: string): string {
  if (lines.length > 0) return `${lines.join('\n')}\n`;
  process.stderr.write(`${none}\n`);
  return '';
}

function tenantLine({ name, status, createdAt, requestsPerSecond }: TenantRecord): string {
  const rate = requestsPerSecond === undefined ? '' : `  ${requestsPerSecond} requests a second`;
  return `${name}  ${status}  since ${createdAt.slice(0, 10)}${rate}`;
}

function keyLine({ keyId, name, role, importTypes, createdAt, lastUsedAt, ...key }: ListedKey): string {
  const parts = [
    keyId,
    name,
    role,
    importTypes === undefined ? '' : `only ${importTypes.join(', ')}`,
    `since ${createdAt.slice(0, 10)}`,
    lastUsedAt === undefined ? 'not used yet' : `last used ${lastUsedAt.slice(0, 16)}Z`,
    key.validUntil === undefined ? '' : `until ${key.validUntil.slice(0, 16)}Z`,
    key.revokedAt === undefined ? '' : 'revoked',
  ];
  return parts.filter((part) => part !== '').join('  ');
}
