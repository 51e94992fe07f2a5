import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { type ReportingPlan, seededFaults } from '../local/faults/fault-plan.ts';
import { isOwn, type OpenedCloud } from '../local/open-cloud.ts';
import { emptyState } from './empty-state.ts';
import { awaitImport } from './find-import.ts';
import { followToEnd } from './follow-to-end.ts';
import type { ImportArguments } from './import-arguments.ts';
import { IMPORT_FUNCTIONS } from './import-functions.ts';
import type { ImportRun } from './import-service.ts';
import { localService } from './local-service.ts';
import { exitCodeOf } from './program/exit-codes.ts';
import type { Surroundings } from './run-command.ts';
import { uploadFile } from './upload-file.ts';
import { useCloud } from './use-cloud.ts';

/** An upload becomes an import within milliseconds here. After this time something is broken. */
const TAKEN_IN_WITHIN_MS = 5 * 60_000;

/**
 * Starts the cloud on this machine or joins the running one, uploads the file, follows the import to its end, fetches its
 * files and shows the result.
 * @returns the exit code
 */
export async function runImport(args: ImportArguments, surroundings: Surroundings): Promise<number> {
  if (args.fresh) await emptyState(args.state);
  const faults = args.chaos === undefined ? undefined : seededFaults({ seed: args.chaos });
  return useCloud(
    { stateDir: args.state, startAhead: IMPORT_FUNCTIONS, ...(faults && { faults }) },
    surroundings,
    async (cloud) => {
      if (faults !== undefined && !isOwn(cloud))
        throw new Error(
          `--chaos needs a cloud of its own: it cannot use the cloud that is already running on ${args.state}. Stop that cloud, or use another --state.`,
        );
      const run = await importInto(cloud, args, surroundings);
      if (faults !== undefined) surroundings.progress.step(describeFaults(faults));
      surroundings.show(run);
      return exitCodeOf(run.item);
    },
  );
}

async function importInto(
  cloud: OpenedCloud,
  args: ImportArguments,
  { commandState, progress, folder }: Surroundings,
): Promise<ImportRun> {
  const service = localService(cloud, args.state);
  const { clients } = service;
  const requestId = randomUUID();
  const upload = { arguments: args, requestId, onProgress: progress.upload };
  const sought = { tenant: args.tenant, requestId, isPair: args.headerFile !== undefined };
  const find = () => awaitImport(clients, { ...sought, withinMs: TAKEN_IN_WITHIN_MS });
  commandState.stage = { at: 'upload', find };
  if (args.headerFile !== undefined)
    await uploadFile(clients, { ...upload, arguments: { ...args, file: args.headerFile } });
  await uploadFile(clients, upload);
  const importId = await find();
  if (importId === undefined)
    throw new Error(
      `The upload did not become an import. See the log of start-import in ${join(args.state, 'logs')}.`,
    );
  commandState.stage = { at: 'import', importId };
  return followToEnd(importId, { service, commandState, progress, yes: args.yes, folder });
}

function describeFaults({ injected }: ReportingPlan): string {
  const counts = Map.groupBy(injected, ({ fault }) => fault);
  const each = [...counts].map(([fault, injected]) => `${injected.length} × ${fault}`);
  return `Injected faults: ${each.length === 0 ? 'none' : each.join(', ')}`;
}
