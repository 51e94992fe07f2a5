import type { Command } from 'commander';
import { CommandState } from '../cloud/command-state.ts';
import { useCloud } from '../cloud/use-cloud.ts';
import { readApi } from '../imports/read-api.ts';
import { EXIT_CODES } from '../program/exit-codes.ts';
import { Refusal, reportFailure } from '../program/failure.ts';
import { exits } from '../program/shared-options.ts';
import { targetOf } from '../remote/api-options.ts';
import { describeTenant } from '../tenants/describe-tenant.ts';
import { localTenants, manageTenants, type TenantService } from '../tenants/manage-tenants.ts';
import { defineTenantArguments, type TenantArguments } from '../tenants/tenant-arguments.ts';
import { isAboutTenants } from '../tenants/tenant-by-api.ts';
import { tenantsOf } from '../tenants/tenants-of-target.ts';
import { progressDisplay } from '../terminal/show-progress.ts';

export function define(command: Command): void {
  defineTenantArguments(command, exits(runTenant));
}

async function runTenant(args: TenantArguments): Promise<number> {
  const { state, json } = args;
  const target = targetOf(args);
  if (target !== undefined)
    return readApi(target, json, async () => perform(args, await tenantsOf(target, subjectOf(args))));
  const progress = progressDisplay(process.stderr, json);
  try {
    const commandState = new CommandState(state);
    return await useCloud({ stateDir: state }, { commandState, progress, json }, (cloud) =>
      perform(args, localTenants(cloud)),
    );
  } catch (error) {
    return reportFailure(error, json);
  }
}

/** @returns the tenant that the command is about; undefined for the register of tenants */
function subjectOf(args: TenantArguments): string | undefined {
  if (!('request' in args)) return args.tenant;
  return isAboutTenants(args.request) ? undefined : args.request.tenant;
}

async function perform(args: TenantArguments, service: TenantService): Promise<number> {
  const { json } = args;
  if ('request' in args) return manageTenants(service, args.request, json);
  const { tenant, edits } = args;
  try {
    const settings = await service.edit(tenant, edits);
    process.stdout.write(json ? `${JSON.stringify(settings)}\n` : describeTenant(tenant, settings));
    return EXIT_CODES.done;
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'InvalidSettings') throw error;
    reportFailure(error, json);
    return EXIT_CODES.wrongUsage;
  }
}
