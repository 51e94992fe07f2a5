import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { seededFaults, type TellingPlan } from '../local/faults/fault-plan.ts';
import { isOwn, type OpenedCloud } from '../local/open-cloud.ts';
import { createClients } from './clients.ts';
import type { Course } from './course.ts';
import { emptyState } from './empty-state.ts';
import { exitCodeOf } from './exit-codes.ts';
import type { ImportRun } from './fetch-outcome.ts';
import { awaitImport } from './find-import.ts';
import { followAndAnswer } from './follow-and-answer.ts';
import type { ImportArguments } from './import-arguments.ts';
import type { ProgressDisplay } from './show-progress.ts';
import { uploadFile } from './upload-file.ts';
import { withCloud } from './with-cloud.ts';

/** An upload is noticed within milliseconds here; so long without an import means that something is broken. */
const TAKEN_IN_WITHIN_MS = 60_000;

interface Telling {
  readonly course: Course;
  readonly progress: ProgressDisplay;
  /** Shows what became of the import. */
  readonly show: (run: ImportRun) => void;
}

/**
 * Starts the cloud on this machine, or joins the one that runs, uploads the file into it, follows the import to its end,
 * fetches what it left and shows it.
 * @returns the exit code
 */
export async function runImport(args: ImportArguments, telling: Telling): Promise<number> {
  if (args.fresh) await emptyState(args.state);
  const faults = args.chaos === undefined ? undefined : seededFaults({ seed: args.chaos });
  return withCloud({ stateDir: args.state, ...(faults && { faults }) }, telling, async (cloud) => {
    if (faults !== undefined && !isOwn(cloud))
      throw new Error(
        `--chaos needs a cloud of its own, and one runs on ${args.state}: stop it, or give another --state`,
      );
    const run = await importInto(cloud, args, telling);
    if (faults !== undefined) telling.progress.step(describeFaults(faults));
    telling.show(run);
    return exitCodeOf(run.item.status);
  });
}

async function importInto(
  cloud: OpenedCloud,
  args: ImportArguments,
  { course, progress }: Telling,
): Promise<ImportRun> {
  const clients = createClients(cloud);
  const requestId = randomUUID();
  const upload = { arguments: args, requestId, onProgress: progress.upload };
  const sought = { tenant: args.tenant, requestId, isPair: args.headerFile !== undefined };
  const find = () => awaitImport(clients, { ...sought, withinMs: TAKEN_IN_WITHIN_MS });
  course.place = { at: 'upload', find };
  if (args.headerFile !== undefined)
    await uploadFile(clients, { ...upload, arguments: { ...args, file: args.headerFile } });
  await uploadFile(clients, upload);
  const importId = await find();
  if (importId === undefined)
    throw new Error(
      `the upload was not taken in: see ${join(args.state, 'logs')} for what start-import says`,
    );
  course.place = { at: 'import', importId };
  return followAndAnswer(cloud, clients, importId, { course, progress, yes: args.yes, out: args.out });
}

function describeFaults({ struck }: TellingPlan): string {
  const counts = Map.groupBy(struck, ({ fault }) => fault);
  const each = [...counts].map(([fault, strikes]) => `${strikes.length} × ${fault}`);
  return `Faults that struck: ${each.length === 0 ? 'none' : each.join(', ')}`;
}
