import { type ReportingPlan, seededFaults } from '../../local/faults/fault-plan.ts';
import { isOwn } from '../../local/open-cloud.ts';
import { emptyState } from '../cloud/empty-state.ts';
import { IMPORT_FUNCTIONS } from '../cloud/import-functions.ts';
import { useCloud } from '../cloud/use-cloud.ts';
import { API_FUNCTIONS, useLocalApi } from '../imports/local-api.ts';
import type { Surroundings } from '../imports/run-command.ts';
import { useApi } from '../imports/use-api.ts';
import { targetOf } from '../remote/api-options.ts';
import { newTenant } from '../tenants/new-tenant.ts';
import type { ImportArguments } from './import-arguments.ts';
import { importByApi } from './import-by-api.ts';

/**
 * Imports a file by the API of a deployed stage, or of the cloud on this machine, which is started when none runs.
 * @returns the exit code
 */
export function runImport(args: ImportArguments, surroundings: Surroundings): Promise<number> {
  const target = targetOf(args);
  if (target === undefined) return importHere(args, surroundings);
  return useApi(target, surroundings, (use) => importByApi(use, args, surroundings));
}

async function importHere(args: ImportArguments, surroundings: Surroundings): Promise<number> {
  const { state, tenant, chaos } = args;
  if (args.fresh) await emptyState(state);
  const faults = chaos === undefined ? undefined : faultsOf(chaos);
  const startAhead = [...API_FUNCTIONS, ...IMPORT_FUNCTIONS];
  return useCloud({ stateDir: state, startAhead, ...(faults && { faults }) }, surroundings, async (cloud) => {
    if (faults !== undefined && !isOwn(cloud))
      throw new Error(
        `--chaos needs a cloud of its own: it cannot use the cloud that is already running on ${state}. Stop that cloud, or use another --state.`,
      );
    const line = await newTenant(cloud, tenant);
    if (line !== undefined) surroundings.progress.step(line);
    const exitCode = await importByApi(await useLocalApi(cloud, { tenant }, state), args, surroundings);
    if (faults !== undefined) surroundings.progress.step(describeFaults(faults));
    return exitCode;
  });
}

/** Faults are for the pipeline: the command itself, which uses the API, is not retried by a state machine. */
function faultsOf(seed: number): ReportingPlan {
  const ofCommand = new Set<string>(API_FUNCTIONS);
  return seededFaults({
    seed,
    excludes: (_, occasion) => 'functionName' in occasion && ofCommand.has(occasion.functionName),
  });
}

function describeFaults({ injected }: ReportingPlan): string {
  const counts = Map.groupBy(injected, ({ fault }) => fault);
  const each = [...counts].map(([fault, injected]) => `${injected.length} × ${fault}`);
  return `Injected faults: ${each.length === 0 ? 'none' : each.join(', ')}`;
}
