import type { Command } from 'commander';
import { TenantAnswerSchema } from '../../lambdas/contracts/tenant-commands.ts';
import { CommandState } from '../command-state.ts';
import { describeTenant } from '../describe-tenant.ts';
import { manageTenants } from '../manage-tenants.ts';
import { EXIT_CODES } from '../program/exit-codes.ts';
import { Refusal, reportFailure } from '../program/failure.ts';
import { exits } from '../program/shared-options.ts';
import { defineTenantArguments, type TenantArguments } from '../tenant-arguments.ts';
import { progressDisplay } from '../terminal/show-progress.ts';
import { useCloud } from '../use-cloud.ts';

export function define(command: Command): void {
  defineTenantArguments(command, exits(editTenant));
}

async function editTenant(args: TenantArguments): Promise<number> {
  const { state, json } = args;
  const progress = progressDisplay(process.stderr, json);
  try {
    const commandState = new CommandState(state);
    return await useCloud({ stateDir: state }, { commandState, progress, json }, async (cloud) => {
      if ('request' in args) return manageTenants(cloud, args.request, json);
      const { tenant, edits } = args;
      const answer = TenantAnswerSchema.parse(await cloud.invoke('EditTenant', { tenant, edits }));
      if (answer.accepted) {
        const { settings } = answer;
        process.stdout.write(json ? `${JSON.stringify(settings)}\n` : describeTenant(tenant, settings));
        return EXIT_CODES.done;
      }
      const refused = reportFailure(new Refusal(answer.code, answer.message), json);
      return answer.code === 'InvalidSettings' ? EXIT_CODES.wrongUsage : refused;
    });
  } catch (error) {
    return reportFailure(error, json);
  }
}
